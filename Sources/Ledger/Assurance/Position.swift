// Where a plan stands, in few numbers: counts by rating and priority, and what is worst.

/// The plan at a glance.
public struct Position: Sendable {
    /// How many milestones there are of each kind.
    public struct Counts: Hashable, Sendable {
        /// All.
        public internal(set) var milestones = 0
        /// Overdue (rule D3).
        public internal(set) var overdue = 0
        /// Open and without a date.
        public internal(set) var undated = 0
        /// Delivered, confirmed or not.
        public internal(set) var delivered = 0
        /// Delivered and confirmed by somebody independent.
        public internal(set) var confirmed = 0
        /// Moved at least once.
        public internal(set) var moved = 0
        private var red = 0
        private var amber = 0
        private var grey = 0
        private var green = 0
        private var blue = 0

        /// Of no milestones.
        public init() {}

        /// How many are published `rating`.
        public internal(set) subscript(rating: Rating) -> Int {
            get {
                switch rating {
                case .red: red
                case .amber: amber
                case .grey: grey
                case .green: green
                case .blue: blue
                }
            }
            set {
                switch rating {
                case .red: red = newValue
                case .amber: amber = newValue
                case .grey: grey = newValue
                case .green: green = newValue
                case .blue: blue = newValue
                }
            }
        }

        fileprivate mutating func add(_ mark: Mark) {
            milestones += 1
            if mark.isOverdue { overdue += 1 }
            if mark.isUndated { undated += 1 }
            if mark.isDelivered { delivered += 1 }
            if mark.isConfirmed { confirmed += 1 }
            if mark.isMoved { moved += 1 }
            self[mark.published] += 1
        }

        /// Adds the counts of other milestones.
        public mutating func add(_ other: Counts) {
            milestones += other.milestones
            overdue += other.overdue
            undated += other.undated
            delivered += other.delivered
            confirmed += other.confirmed
            moved += other.moved
            red += other.red
            amber += other.amber
            grey += other.grey
            green += other.green
            blue += other.blue
        }
    }

    /// The counts of one priority.
    public struct Row: Sendable {
        /// The code of the priority.
        public let code: Code
        /// What it is called.
        public let title: String
        /// How many milestones stand under it.
        public internal(set) var counts = Counts()
    }

    /// A milestone that needs looking at.
    public struct Bad: Sendable {
        /// Which it is.
        public let name: MilestoneName
        /// When it is due.
        public let due: StatedDate?
        /// Its published rating.
        public let rating: Rating
        /// What decided that.
        public let why: String
    }

    /// What the plan is called.
    public let title: String
    /// The counts of the whole plan.
    public internal(set) var counts = Counts()
    /// The counts by priority, in plan order.
    public internal(set) var rows: [Row]
    /// The worst milestones: red before amber, the longest due first; at most ten.
    public internal(set) var worst: [Bad] = []

    /// What is counted of a milestone.
    struct Mark {
        var published: Rating
        var isOverdue: Bool
        var isUndated: Bool
        var isDelivered: Bool
        var isConfirmed: Bool
        var isMoved: Bool
    }

    init(_ plan: Plan) {
        title = plan.opening?.fact.title ?? ""
        rows = plan.priorities.map { Row(code: $0.code, title: $0.title) }
    }

    mutating func add(_ mark: Mark, toRow row: Int) {
        counts.add(mark)
        rows[row].counts.add(mark)
    }

    /// Adds the counts of other milestones of the same plan.
    mutating func add(_ other: Position) {
        counts.add(other.counts)
        for index in rows.indices { rows[index].counts.add(other.rows[index].counts) }
    }

    mutating func show(_ bad: [Bad]) { worst = bad }

    /// The position of `ratings`.
    public init(_ ratings: Ratings) {
        self.init(ratings.plan)
        var list = WorstList<(Milestone, MilestoneRating)>()
        var rowOf: [Code: Int] = [:]
        for (index, row) in rows.enumerated() { rowOf[row.code] = index }
        for action in ratings.placed {
            for milestone in action.action.milestones {
                guard let rating = ratings[milestone: milestone.name],
                    let row = rowOf[action.priority]
                else { continue }
                let mark = Mark(
                    published: rating.result.published,
                    isOverdue: rating.isOverdue,
                    isUndated: rating.isOpen && milestone.current == nil,
                    isDelivered: rating.delivery != nil,
                    isConfirmed: rating.delivery?.confirmed != nil,
                    isMoved: !rating.moves.isEmpty
                )
                add(mark, toRow: row)
                list.add(
                    (milestone, rating),
                    mark.published,
                    milestone.current?.end,
                    order: counts.milestones
                )
            }
        }
        worst = list.items.map { milestone, rating in
            Bad(
                name: milestone.name,
                due: milestone.current,
                rating: rating.result.published,
                why: rating.result.why
            )
        }
    }
}

extension Position {
    /// The worst milestones of several plans, each with its plan: red before amber, the longest due
    /// first, then in the order of the plans; at most ten.
    public static func worst(of positions: [(plan: Code, position: Position)]) -> [(Code, Bad)] {
        var list = WorstList<(Code, Bad)>()
        var order = 0
        for (plan, position) in positions {
            for bad in position.worst {
                order += 1
                list.add((plan, bad), bad.rating, bad.due?.end, order: order)
            }
        }
        return list.items
    }
}

/// The ten worst of what is added: red before amber, the longest due first, then in plan order;
/// nothing better than amber.
struct WorstList<Item: Sendable>: Sendable {
    private static var countMax: Int { 10 }

    private struct Entry: Sendable {
        let rating: Rating
        let end: Day?
        let order: Int
        let item: Item

        func isBefore(_ other: Entry) -> Bool {
            if rating != other.rating { return rating < other.rating }
            if end == other.end { return order < other.order }
            guard let end else { return false }
            return other.end.map { end < $0 } ?? true
        }
    }

    private var list: [Entry] = []

    var items: [Item] { list.map(\.item) }

    mutating func add(_ item: Item, _ rating: Rating, _ end: Day?, order: Int) {
        if rating <= .amber { add(Entry(rating: rating, end: end, order: order, item: item)) }
    }

    /// Adds the worst of others.
    mutating func add(_ other: WorstList) { for entry in other.list { add(entry) } }

    private mutating func add(_ new: Entry) {
        if list.count == WorstList.countMax, list[list.count - 1].isBefore(new) { return }
        let place = list.lastIndex { $0.isBefore(new) }.map { $0 + 1 } ?? 0
        list.insert(new, at: place)
        if list.count > WorstList.countMax { list.removeLast() }
    }
}
