// The words that made journals are put together from. The county and its people are invented.

enum MadeWords {
    static let forenames = [
        "Agnès", "Bronwen", "Callum", "Dilys", "Eoghan", "Femi", "Gwyneth", "Håkan", "Imogen",
        "Jürgen", "Kateřina", "Lowri", "Małgorzata", "Nuala", "Oisín", "Parveen", "Rhiannon",
        "Sunita", "Tadhg", "Yusuf",
    ]
    static let surnames = [
        "Ashgrove", "Birkbeck-Lowe", "Crowther", "D’Eath", "Entwistle", "Featherstone",
        "Garsdale", "Hebblethwaite", "Iredale", "Kowalczyk", "Llewelyn", "Muscroft", "Ní Shé",
        "Ormerod", "Pickersgill", "Rawcliffe", "Sörensen", "Thwaite", "Whitelaw", "Żelazny",
    ]
    static let organisations = [
        "Moorland County Council", "Moorland Community NHS Trust", "Fellside Hospitals",
        "Moorland Carers", "Skelbeck District Council",
    ]
    static let priorities = [
        "Plan and deliver older people’s care jointly", "Go home from hospital the same day",
        "Staff who stay", "One record that follows the person", "Carers are found and helped",
        "Housing that lets people leave hospital", "Fewer falls", "Medicines at home",
        "Winter is planned for all year", "A market of care that does not fail",
        "Ways in that people understand", "The last year of life", "Voluntary bodies as partners",
        "Advice for those who pay themselves", "Learning from what went wrong",
    ]
    static let verbs = [
        "Agree", "Co-produce", "Evaluate", "Extend", "Open", "Publish", "Put into practice",
        "Review", "Test with families", "Train every team for",
    ]
    static let things = [
        "the frailty pathway", "a single list of free beds", "the contract for home care",
        "the trusted assessors’ checklist", "the workforce plan", "the shared care record",
        "the carers’ register", "the advice line", "the out-of-hours rota",
        "the winter escalation plan", "the housing panel", "the discharge lounge",
    ]
    static let places = [
        "across the county", "in all five districts", "at Fellside", "on every ward",
        "for the whole system", "before winter", "with the voluntary sector", "at weekends too",
    ]
    /// What was done; a note is one to three of these and of ``then``.
    static let done = [
        "Paper drafted and sent to the leads for comment",
        "Two of the four sites are ready and staffed",
        "Workshop held with the co-production board; 34 people came, 11 of them carers",
        "Contract signed on both sides", "Pilot began on Ward 7",
        "The supplier promised an answer and has not given one",
        "Figures for the quarter are in: 62 of 80 assessments were made within two days",
        "Post advertised again; the first round found nobody",
        "The lawyers have seen the agreement between the trust and the council",
        "The group met, went through the list and took three items off it",
        "Families told us that they get “three answers from three people”",
        "Training done by 118 of 140 staff", "Nothing new since the last meeting",
        "First draft of the specification is with the district councils",
        "The lead asked for the date in the plan to be kept",
    ]
    static let then = [
        "next step is the board’s seminar", "costs are within the £240,000 agreed",
        "the risk has not changed", "more when the review of the pilot is in",
        "help is needed with estates", "no help is needed", "Cllr Ní Shé has been told",
        "the chair said \"carry on\"", "see C:\\shared\\minutes for the detail",
        "the café in the lobby stays open meanwhile",
        "this also covers the sub-actions, which have no notes of their own this month",
        "the numbers will be counted a second time in four weeks",
    ]
    static let reasons = [
        "The supplier is late.", "Too few people applied.",
        "The building works ended later than planned.",
        "The district councils asked for another month to consult.",
        "The board wishes to see the figures of the winter first.",
        "Two of the three leads have changed since the date was set.",
    ]
}
