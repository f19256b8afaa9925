// What an event bears on, for whoever looks up only what matters to one action.

extension Event {
    /// What has to be known with an event.
    enum Bearing {
        /// Nothing but itself: no rule and no rating of an action rests on it.
        case nothing
        /// An action, and what stands under and over it.
        case action(Code)
        /// What is known of a person or body.
        case lead(Key)
        /// Every action.
        case everything
    }

    var bearing: Bearing {
        if amends { return .everything }
        if let action { return .action(action) }
        switch self {
        case .structure(.personNamed(let key, _, _, _)), .structure(.personLeft(let key)),
            .structure(.bodyNamed(let key, _, _, _)), .trust(.keyRegistered(let key, _)),
            .trust(.keyRevoked(let key, _)):
            return .lead(key)
        case .board(.assuranceGiven), .board(.decisionMinuted), .board(.paperWorded), .progress:
            return .nothing
        case .board, .structure, .date, .delivery, .trust: return .everything
        }
    }
}
