// The names and words that a made plan is put together from. All are invented.

/// Words that a made plan draws from.
enum LargePlanWords {
    static let forenames = [
        "Aoife", "Björn", "Chloë", "Dafydd", "Esmé", "Folasade", "Gethin", "Halina", "Idris",
        "Jocasta", "Kwabena", "Lúcia", "Màiri", "Noël", "Oighrig", "Priya", "Quentin", "Ruairí",
        "Siân", "Tomasz", "Ursula", "Vaughan", "Wenonah", "Zoë",
    ]

    static let surnames = [
        "Applethwaite", "Bulstrode-Ives", "Cholmondley", "D'Arcy-Bevan", "Eckersall", "Ffoulkes",
        "Goldthorpe", "Hathersage", "Ó Súilleabháin", "Inchbald", "Jessop", "Kettlewell",
        "Lisle-Vane", "Mac Giolla", "Ní Bhriain", "O’Driscoll", "Pennyfather", "Quillfeather",
        "Ramanathan", "Szczepańska", "Threlfall", "Umfreville", "Wójcik", "Yardley-Finch",
    ]

    static let organisations = [
        "Moorlandshire County Council", "Tarnbeck Hospitals", "Eskerby Community Care",
        "Hathersby Borough Council", "Carers of the Moor",
    ]

    static let priorities = [
        "Leaving hospital well", "Care at home", "The people who do the work",
        "Records that follow the person", "Unpaid carers", "Homes and money", "Falls",
        "Food and drink", "Getting about", "Company", "The last year of life", "Young people",
        "Medicines", "Plain words", "Looking ahead",
    ]

    static let verbs = [
        "Agree", "Open", "Write", "Publish", "Test", "Extend", "Review", "Share", "Train for",
        "Put right",
    ]

    static let things = [
        "the ward checklist", "the night rota", "the list of free beds", "the carers’ register",
        "the pay of helpers", "the shared record", "the falls clinic", "the transport contract",
        "the leaflet in five languages", "the visiting scheme", "the count of empty posts",
        "the mill at Ollerbeck",
    ]

    static let places = [
        "in every district", "on every ward", "at Tarnbeck", "at Eskerby", "in Hathersby",
        "for all five employers", "at weekends too", "before winter",
    ]

    static let news = [
        "Work goes on as planned", "The first draft is with the leads", "Two sites are ready",
        "The supplier has answered", "Nobody has applied yet", "The trial went well",
        "Figures are in from three employers", "The date is in doubt", "We wait for the lawyers",
        "Half of the staff are trained",
    ]

    static let more = [
        "more when the group has met.", "the next step is with the secretary.",
        "no help is needed.", "costs are as expected.", "the wards have been told.",
        "see the paper of the group.", "a second count will follow.", "the risk is unchanged.",
    ]

    static let reasons = [
        "The supplier is late.", "Too few people apply.", "The wards open later than planned.",
        "The lawyers want another month.", "The board wishes to see the figures first.",
        "It was mistyped.",
    ]
}
