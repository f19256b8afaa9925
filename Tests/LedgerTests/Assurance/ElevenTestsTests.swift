// The eleven tests of a computed rating, each at both sides of its thresholds.

import Testing

@testable import Ledger

@Suite("The test that decides a rating")
struct ElevenTestsTests {
    private static let done: [RatingRow] = [
        .init(
            "1 waits for the approval of a closure",
            ["2024-05-31": .atRisk, "2024-06-01": .overdue]
        ) {
            $0.on("2024-04-01", act(.closed()))
        },
        .init(
            "1 holds from the approval",
            ["2024-06-09": .overdue, "2024-06-10": .closedOtherwise]
        ) {
            $0.on("2024-04-01", act(.closed("A1", 1, .superseded, to: "A")))
            $0.on("2024-06-10", act(.closureApproved("A1", 1)))
        },
        .init("1 comes before 2", ["2024-04-03": .confirmed, "2024-04-04": .closedOtherwise]) {
            $0.on("2024-04-02", act(.declared()))
            $0.on("2024-04-03", act(.confirmed(), by: "CD"))
            $0.on("2024-04-04", act(.closed(), .closureApproved()))
        },
        .init(
            "2 waits for the confirmation",
            ["2024-05-19": .confirmationAwaited, "2024-05-20": .confirmed]
        ) {
            $0.on("2024-05-10", act(.declared()))
            $0.on("2024-05-20", act(.confirmed(), by: "CD"))
        },
        // 10 May and 42 days: 21 to 31 May, 21 more are 21 June.
        .init(
            "3 holds after more than 42 days",
            ["2024-06-21": .confirmationAwaited, "2024-06-22": .confirmationOverdue]
        ) { $0.on("2024-05-10", act(.declared())) },
        .init(
            "3 counts from the day it happened, not from that of the record",
            ["2024-06-21": .confirmationAwaited, "2024-06-22": .confirmationOverdue]
        ) { $0.on("2024-05-30", act(.declared(), on: "2024-05-10")) },
        .init(
            "3 counts from the first declaration, though it was returned and declared again",
            ["2024-06-21": .confirmationAwaited, "2024-06-22": .confirmationOverdue]
        ) {
            $0.on("2024-05-10", act(.declared()))
            $0.on("2024-05-20", act(.returned()))
            $0.on("2024-06-20", act(.declared()))
        },
        .init(
            "3 counts anew from a reopening",
            [
                "2024-06-22": .confirmationAwaited, "2024-08-01": .confirmationAwaited,
                "2024-08-02": .confirmationOverdue,
            ]
        ) {
            $0.on("2024-05-10", act(.declared()))
            $0.on("2024-05-20", act(.reopened("A1", 1)))
            // 20 June and 42 days: 10 to 30 June, 31 more are 31 July, 1 more is 1 August.
            $0.on("2024-06-20", act(.declared()))
        },
        .init("4 holds whatever the date", ["2024-07-01": .confirmationAwaited]) {
            $0.on("2024-07-01", act(.declared()))
        },
        .init(
            "a returned delivery is none",
            ["2024-06-04": .confirmationAwaited, "2024-06-05": .overdue]
        ) {
            $0.on("2024-05-20", act(.declared()))
            $0.on("2024-06-05", act(.returned()))
        },
    ]

    private static let overdue: [RatingRow] = [
        .init(
            "5 holds from the day after a day",
            due: "2024-05-10",
            ["2024-05-10": .atRisk, "2024-05-11": .overdue]
        ),
        .init(
            "5 holds from the day after a month",
            due: "2024-05",
            ["2024-05-31": .atRisk, "2024-06-01": .overdue]
        ),
        .init("5 holds from the day after a leap day", due: "2024-02", ["2024-03-01": .overdue]),
        .init(
            "5 holds from the day after a year",
            due: "2024",
            ["2024-12-31": .atRisk, "2025-01-01": .overdue]
        ),
        .init(
            "5 holds from the day after a quarter",
            due: "2024-04/2024-06",
            ["2024-06-30": .atRisk, "2024-07-01": .overdue]
        ),
        .init(
            "5 holds after an interval of days",
            due: "2024-05-07/2024-05-10",
            ["2024-05-10": .atRisk, "2024-05-11": .overdue]
        ),
        .init("5 does not ask for a lead", ["2024-06-01": .overdue]) { $0.record(.leads("A1")) },
    ]

    /// A note of 1 April keeps test 9 away up to 6 May.
    private static func forecast(
        _ rule: String,
        due: StatedDate,
        _ forecast: StatedDate,
        _ test: RatingTest
    ) -> RatingRow {
        .init(rule, due: due, ["2024-04-02": test]) {
            $0.on("2024-04-01", act(.note("begun"), .forecast(forecast)))
        }
    }

    private static let forecasts: [RatingRow] = [
        // 10 May and 30 days: 21 to 31 May, 9 more are 9 June.
        forecast("6 allows 30 days", due: "2024-05-10", "2024-06-09", .atRisk),
        forecast("6 does not allow 31 days", due: "2024-05-10", "2024-06-10", .forecastToMiss),
        forecast(
            "6 counts an interval of days as days",
            due: "2024-05-02/2024-05-10",
            "2024-06-09",
            .atRisk
        ),
        forecast(
            "6 counts to the end of an interval of days",
            due: "2024-05-10",
            "2024-05-01/2024-06-10",
            .forecastToMiss
        ),
        forecast("6 allows one month", due: "2024-05", "2024-06", .atRisk),
        forecast("6 does not allow two months", due: "2024-05", "2024-07", .forecastToMiss),
        forecast(
            "6 counts months to a day: 61 days are one",
            due: "2024-05-01",
            "2024-06",
            .atRisk
        ),
        forecast(
            "6 counts months to a day: a month and a day are two",
            due: "2024-05",
            "2024-07-01",
            .forecastToMiss
        ),
        forecast("6 counts months from a day", due: "2024-05-31", "2024-07", .forecastToMiss),
        forecast(
            "6 counts a quarter as months, by its end",
            due: "2024-04/2024-06",
            "2024-07",
            .atRisk
        ),
        forecast(
            "6 does not allow two months after a quarter",
            due: "2024-04/2024-06",
            "2024-08",
            .forecastToMiss
        ),
        // December to January is one month, to February two.
        forecast("6 counts a year as months, by its end", due: "2024", "2025-01", .atRisk),
        forecast(
            "6 does not allow two months after a year",
            due: "2024",
            "2025-02",
            .forecastToMiss
        ),
        forecast("6 does not mind an earlier forecast", due: "2024-06", "2024-05", .onTrack),
        forecast(
            "6 does not mind a forecast inside the date",
            due: "2024-06",
            "2024-06-30",
            .onTrack
        ),
        .init(
            "6 goes by the latest forecast",
            due: "2024-06",
            ["2024-04-02": .forecastToMiss, "2024-04-03": .onTrack]
        ) {
            $0.on("2024-04-01", act(.note("begun")))
            $0.on("2024-04-02", act(.forecast("2024-09")))
            $0.on("2024-04-03", act(.forecast("2024-06")))
        },
        .init("6 comes after 5", ["2024-06-01": .overdue]) {
            $0.on("2024-04-01", act(.forecast("2024-09")))
        },
    ]

    private static let unrated: [RatingRow] = [
        .init(
            "8 holds without a date",
            due: nil,
            ["2024-03-02": .notRated, "2034-03-02": .notRated]
        ),
        .init("8 holds for a dateless forecast", due: nil, ["2024-03-02": .notRated]) {
            $0.record(.forecast("2024-05"))
        },
        .init(
            "8 ends with the first date",
            due: nil,
            ["2024-03-31": .notRated, "2024-04-01": .onTrack]
        ) {
            $0.on("2024-04-01", act(.agreed("2024-09"), .note("begun")))
        },
        .init("8 holds with nobody accountable", ["2024-03-02": .notRated]) {
            $0.record(.leads("A1"))
        },
        .init("8 does not take who is responsible", ["2024-03-02": .notRated]) {
            $0.record(.leads("A1"), .leads("A1", "CD", as: .responsible))
        },
        .init("8 takes a body", due: "2024-12", ["2024-03-02": .onTrack]) {
            $0.record(.leads("A1", "BRD"))
        },
        .init(
            "8 takes a lead who left until another is named",
            due: "2024-12",
            ["2024-03-02": .onTrack]
        ) {
            $0.record(.left("AB"))
        },
        .init(
            "8 takes the lead of the action above",
            of: "A1.i/1",
            ["2024-03-02": .onTrack, "2024-03-05": .notRated]
        ) {
            $0.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-12"))
            $0.on("2024-03-05", act(.leads("A1")))
        },
        .init(
            "8 takes the lead above where a part names nobody",
            of: "A1.i/1",
            ["2024-03-02": .onTrack]
        ) {
            $0.record(
                .action("A1.i", under: "A1"),
                .milestone("A1.i", due: "2024-12"),
                .leads("A1.i")
            )
        },
        .init("8 comes before 9", ["2024-05-20": .notRated]) { $0.record(.leads("A1")) },
    ]

    private static let atRisk: [RatingRow] = [
        // 28 days before 31 May is 3 May. From 28 March to 3 May are 36 days, from 29 March 35.
        .init("9: 28 days left and a note 36 days old", due: "2024-05-31", ["2024-05-03": .atRisk])
        {
            $0.on("2024-03-28", act(.note("begun")))
        },
        .init(
            "9: 28 days left and a note 35 days old",
            due: "2024-05-31",
            ["2024-05-03": .onTrack, "2024-05-04": .atRisk]
        ) {
            $0.on("2024-03-29", act(.note("begun")))
        },
        .init("9: 29 days left and a note 36 days old", due: "2024-05-31", ["2024-05-02": .onTrack])
        {
            $0.on("2024-03-27", act(.note("begun")))
        },
        .init(
            "9: 28 days left and no note",
            due: "2024-05-31",
            ["2024-05-02": .onTrack, "2024-05-03": .atRisk]
        ),
        // 1 March and 70 days: 30 to 31 March, 30 to 30 April, 10 are 10 May.
        .init(
            "9: a note 71 days old",
            due: "2024-12",
            ["2024-05-10": .onTrack, "2024-05-11": .atRisk]
        ) {
            $0.record(.note("begun"))
        },
        .init("9: a note counts by its day", due: "2024-12", ["2024-05-11": .atRisk]) {
            $0.on("2024-04-20", act(.note("begun"), on: "2024-03-01"))
        },
        .init("9: the note of a part counts above it", due: "2024-12", ["2024-05-11": .onTrack]) {
            $0.record(.note("begun"), .action("A1.i", under: "A1"))
            $0.on("2024-04-01", act(.note("a part of it", "A1.i")))
        },
        .init("9: the note above does not count for a part", of: "A1.i/1", ["2024-05-11": .atRisk])
        {
            $0.record(
                .action("A1.i", under: "A1"),
                .milestone("A1.i", due: "2024-12"),
                .note("x", "A1.i")
            )
            $0.on("2024-04-01", act(.note("begun")))
        },
        .init("9: moved once, though early and noted", ["2024-04-02": .atRisk]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-04-01", act(.agreed("2024-06"), .note("begun")))
        },
    ]

    private static let quiet: [RatingRow] = [
        // 21 March and 70 days: 10 to 31 March, 30 to 30 April, 30 are 30 May.
        .init(
            "10 holds 71 days after the approval",
            due: "2024-12",
            ["2024-05-30": .onTrack, "2024-05-31": .notReported]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
        },
        .init(
            "10 ends with a note",
            due: "2024-12",
            ["2024-06-01": .notReported, "2024-06-02": .onTrack]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-02", act(.note("begun")))
        },
        .init(
            "10 does not start again with a second approval",
            due: "2024-12",
            ["2024-05-31": .notReported]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-05-16", act(.approved("2024-05-16")))
        },
        // 16 May and 70 days: 15 to 31 May, 30 to 30 June, 25 are 25 July.
        .init(
            "10 counts from the approval after the milestone",
            of: "A1/2",
            ["2024-07-25": .onTrack, "2024-07-26": .notReported]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-04-01", act(.milestone("A1", 2, due: "2024-12")))
            $0.on("2024-05-16", act(.approved("2024-05-16")))
        },
        .init("10 waits for an approval", due: "2025-12", ["2024-12-31": .onTrack]),
        .init("9 comes before 10", due: "2024-06", ["2024-06-02": .atRisk]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
        },
        .init("11 holds otherwise", due: "2024-12", ["2024-03-01": .onTrack]),
    ]

    @Test("is one of 1 to 4 where it is done or closed", arguments: done)
    func doneRows(_ row: RatingRow) { row.check() }

    @Test("is 5 once its date is past", arguments: overdue)
    func overdueRows(_ row: RatingRow) { row.check() }

    @Test("is 6 where the lead's own forecast misses", arguments: forecasts)
    func forecastRows(_ row: RatingRow) { row.check() }

    @Test("is 8 where there is no date or nobody accountable", arguments: unrated)
    func unratedRows(_ row: RatingRow) { row.check() }

    @Test("is 9 where something warns", arguments: atRisk)
    func atRiskRows(_ row: RatingRow) { row.check() }

    @Test("is 10 where nothing was ever said, else 11", arguments: quiet)
    func quietRows(_ row: RatingRow) { row.check() }

    @Test("says its number, its colour and what it found")
    func words() {
        var scene = Scene.county(due: "2024-05")
        #expect(scene.rating("2024-06-01")?.result.why == "test 5: red, overdue: due 2024-05")
        scene.on("2024-04-01", act(.forecast("2024-08")))
        #expect(
            scene.rating("2024-04-01")?.result.why
                == "test 6: red, forecast to miss: forecast 2024-08, due 2024-05"
        )
        scene.on("2024-06-10", act(.declared()))
        scene.on("2024-06-11", act(.confirmed(), by: "CD"))
        #expect(scene.rating("2024-06-11")?.result.why == "test 2: blue, confirmed")
    }

    @Test("says how late a confirmed delivery was, against the original date")
    func deliveredLate() {
        var scene = Scene.county(due: "2024-05")
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-04-01", act(.agreed("2024-08")))
        scene.on("2024-07-10", act(.declared()))
        scene.on("2024-07-11", act(.confirmed(), by: "CD"))
        // In time for August, two months after May.
        #expect(
            scene.rating("2024-07-11")?.result.why
                == "test 2: blue, confirmed: delivered late, 2 months"
        )
    }

    @Test("says what an undated milestone waits for")
    func waits() {
        var scene = Scene.county(due: nil)
        scene.record(.milestone("A1", 2, due: nil, depends: "aedb-2018:"))
        #expect(scene.rating("2024-03-02")?.result.why == "test 8: grey, not rated: no date agreed")
        #expect(
            scene.rating("2024-03-02", of: "A1/2")?.result.why
                == "test 8: grey, not rated: no date agreed, waits for aedb-2018:"
        )
    }
}
