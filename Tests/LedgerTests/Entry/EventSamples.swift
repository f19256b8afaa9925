// Every event type, written by hand from the vocabulary of version 1.

import Testing

@testable import Ledger

/// An event with all its members, and the same type with those alone that it must have.
struct EventSample: CustomTestStringConvertible {
    let full: String
    let minimal: String
    /// Whether its entry must say why.
    let needsBecause: Bool

    init(_ full: String, minimal: String? = nil, because: Bool = false) {
        self.full = full
        self.minimal = minimal ?? full
        needsBecause = because
    }

    var testDescription: String { full }
}

extension EventSample {
    static let all = board + structure + dates + progress + delivery + trust

    /// 64 digits of a digest.
    private static let a64 = String(repeating: "a", count: 64)
    static let b64 = String(repeating: "b", count: 64)

    static let board = [
        EventSample(
            #"{"board":"HWB","place":"Oxfordshire","plan":"cqc-2018","#
                + #""source":"CQC, 12 February 2018","source-sha256":"\#(a64)","#
                + #""title":"Response to the review","type":"plan-opened"}"#,
            minimal: #"{"board":"Health and Wellbeing Board","plan":"cqc-2018","#
                + #""title":"Response to the review","type":"plan-opened"}"#
        ),
        EventSample(
            #"{"agreed-by":"HWB","meeting":"2018-03-22","type":"plan-approved"}"#,
            minimal: #"{"meeting":"2018-03-22","type":"plan-approved"}"#
        ),
        EventSample(
            #"{"agreed-by":"HWB","meeting":"2019-09-26","type":"plan-closed"}"#,
            because: true
        ),
        EventSample(
            #"{"board":"HWB","meeting":"2018-11-15","moved-from":"2018-11-08","#
                + #""papers":"2018-11-07","title":"Autumn meeting","type":"meeting-called"}"#,
            minimal: #"{"meeting":"2018-11-15","title":"Autumn meeting","type":"meeting-called"}"#
        ),
        EventSample(
            #"{"board":"HWB","meeting":"2018-11-15","type":"meeting-cancelled"}"#,
            minimal: #"{"meeting":"2018-11-15","type":"meeting-cancelled"}"#,
            because: true
        ),
        EventSample(
            #"{"entries":[41,7],"meeting":"2018-11-15","minute":"Noted.\nAgreed.","#
                + #""type":"decision-minuted"}"#,
            minimal: #"{"meeting":"2018-11-15","minute":"Noted.","type":"decision-minuted"}"#
        ),
        EventSample(
            #"{"level":"limited","meeting":"2018-11-15","priority":"A","type":"assurance-given"}"#
        ),
        EventSample(
            #"{"agreed-by":"HWB","evidence-days":42,"levels":["none","limited","substantial"],"#
                + #""meeting":"2018-03-22","near-days":28,"policy":"rating-2018","quiet-days":35,"#
                + #""stale-days":70,"start-days":71,"tolerance-days":30,"tolerance-months":0,"#
                + #""type":"policy-adopted"}"#,
            minimal: #"{"agreed-by":"HWB","policy":"rating-2018","type":"policy-adopted"}"#
        ),
        EventSample(
            #"{"meeting":"2018-11-15","part":"report-of","text":"The Director\nof Adult Services","#
                + #""type":"paper-worded"}"#
        ),
        EventSample(
            #"{"as-at":"2018-10-31","data":"\#(b64)","format":"html","known-at":99,"#
                + #""meeting":"2018-11-15","#
                + #""others":[{"head":"\#(a64)","plan":"aedb-2018","seq":12}],"#
                + #""renderer":"ledgerctl 1.0","sha256":"\#(a64)","type":"report-published"}"#,
            minimal: #"{"as-at":"2018-10-31","data":"\#(b64)","format":"pdf","known-at":99,"#
                + #""meeting":"2018-11-15","renderer":"ledgerctl 1.0","sha256":"\#(a64)","#
                + #""type":"report-published"}"#
        ),
    ]

    static let structure = [
        EventSample(
            #"{"name":"K. T.","organisation":"OCC","person":"KT","role":"Director","#
                + #""type":"person-named"}"#,
            minimal: #"{"name":"K. T.","person":"KT","type":"person-named"}"#
        ),
        EventSample(#"{"person":"KT","type":"person-left"}"#, because: true),
        EventSample(
            #"{"body":"HWB","members":["IH","KT"],"name":"Health and Wellbeing Board","#
                + #""organisation":"OCC","type":"body-named"}"#,
            minimal: #"{"body":"CE","name":"Chief Executives","type":"body-named"}"#
        ),
        EventSample(
            #"{"aim":"One vision","priority":"A","title":"Leadership","type":"priority-added","#
                + #""under":"Z"}"#,
            minimal: #"{"priority":"A","title":"Leadership","type":"priority-added"}"#
        ),
        EventSample(
            #"{"action":"C1.iii","aim":"All know","title":"Tell people","#
                + #""type":"action-added","under":"C1"}"#,
            minimal:
                #"{"action":"C1.iii","title":"Tell people","type":"action-added","under":"C1"}"#
        ),
        EventSample(
            #"{"action":"A1","title":"Tell all people","type":"action-reworded"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","leads":["IH","KC"],"role":"accountable","type":"leads-named"}"#,
            minimal: #"{"action":"A1","leads":[],"role":"responsible","type":"leads-named"}"#
        ),
        EventSample(
            #"{"from":"A3","inferred":true,"kind":"same-as","note":"One strategy,\ntwo codes","#
                + #""to":"aedb-2018:U1","type":"action-linked"}"#,
            minimal: #"{"from":"A3","kind":"detail-in","to":"aedb-2018:","type":"action-linked"}"#
        ),
        EventSample(
            #"{"action":"A4","depends":"C1","due":"2018-11","label":"draft for HWB","#
                + #""meeting":"2018-11-15","milestone":"2","type":"milestone-added","#
                + #""written":"HWB Nov 18"}"#,
            minimal: #"{"action":"A4","milestone":"1","type":"milestone-added"}"#
        ),
    ]

    static let dates = [
        EventSample(
            #"{"action":"A1","due":"2018-07","milestone":"1","type":"date-requested"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","agreed-by":"HWB","due":"2018-07-19","meeting":"2018-05-17","#
                + #""milestone":"1","type":"date-agreed"}"#,
            minimal:
                #"{"action":"A1","due":"2019-10/2019-12","milestone":"1","type":"date-agreed"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","agreed-by":"HWB","meeting":"2018-05-17","milestone":"1","#
                + #""type":"date-refused"}"#,
            minimal: #"{"action":"A1","agreed-by":"HWB","milestone":"1","type":"date-refused"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","agreed-by":"HWB","due":"2018-06","entry":41,"milestone":"1","#
                + #""type":"date-corrected"}"#,
            minimal: #"{"action":"A1","due":"2018-06","entry":41,"milestone":"1","#
                + #""type":"date-corrected"}"#,
            because: true
        ),
        EventSample(#"{"action":"A1","due":"2019","milestone":"1","type":"forecast-given"}"#),
    ]

    static let progress = [
        EventSample(
            #"{"action":"A1","by-when":"2018-05","line":2,"note":"Paper\ndrafted","#
                + #""type":"progress-noted"}"#,
            minimal: #"{"action":"A1","note":"Paper drafted","type":"progress-noted"}"#
        ),
        EventSample(#"{"action":"A1","rating":"amber","type":"rating-declared"}"#, because: true),
        EventSample(#"{"action":"A1","rating":"red","type":"rating-declared"}"#, because: true),
        EventSample(#"{"action":"A1","rating":"green","type":"rating-declared"}"#),
        EventSample(#"{"action":"A1","help":"1","note":"A decision","type":"help-asked"}"#),
        EventSample(#"{"action":"A1","help":"1","note":"Decided","type":"help-given"}"#),
        EventSample(#"{"about":"A","risk":"R1","title":"Winter","type":"risk-raised"}"#),
        EventSample(#"{"mitigation":"More\nbeds","risk":"R1","type":"risk-answered"}"#),
        EventSample(#"{"risk":"R1","type":"risk-closed"}"#, because: true),
        EventSample(
            #"{"about":"A1","direction":"up","due":"2019-03","measure":"M1","target":"92.5","#
                + #""title":"Seen in 4 hours","type":"measure-added","unit":"per cent"}"#,
            minimal: #"{"about":"A1","measure":"M1","title":"Delays","type":"measure-added"}"#
        ),
        EventSample(#"{"measure":"M1","type":"measure-read","value":-3}"#),
        EventSample(#"{"measure":"M1","type":"measure-read","value":"92.50"}"#),
    ]

    static let delivery = [
        EventSample(#"{"action":"A1","milestone":"1","type":"delivery-declared"}"#),
        EventSample(
            #"{"action":"A1","exempt":true,"line":3,"milestone":"1","title":"Minutes","#
                + #""type":"evidence-filed","url":"https://example.org/minutes"}"#,
            minimal: #"{"action":"A1","title":"Minutes","type":"evidence-filed","#
                + #""url":"https://example.org/minutes"}"#
        ),
        EventSample(
            #"{"action":"A1","bytes":0,"exempt":true,"line":1,"milestone":"1","#
                + #""name":"minutes.pdf","#
                + #""sha256":"\#(a64)","title":"Minutes","type":"evidence-filed"}"#,
            minimal: #"{"action":"A1","bytes":0,"name":"minutes.pdf","sha256":"\#(a64)","#
                + #""title":"Minutes","type":"evidence-filed"}"#
        ),
        EventSample(
            #"{"action":"A1","line":2,"milestone":"1","type":"delivery-confirmed"}"#,
            minimal: #"{"action":"A1","milestone":"1","type":"delivery-confirmed"}"#
        ),
        EventSample(#"{"action":"A1","milestone":"1","type":"delivery-returned"}"#, because: true),
        EventSample(
            #"{"action":"A1","milestone":"1","type":"action-reopened"}"#,
            minimal: #"{"action":"A1","type":"action-reopened"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","how":"transferred","milestone":"1","place":"The Trust","to":"IH","#
                + #""type":"action-closed"}"#,
            minimal: #"{"action":"A1","how":"withdrawn","type":"action-closed"}"#,
            because: true
        ),
        EventSample(
            #"{"action":"A1","agreed-by":"HWB","meeting":"2018-05-17","milestone":"1","#
                + #""type":"closure-approved"}"#,
            minimal: #"{"action":"A1","agreed-by":"HWB","type":"closure-approved"}"#
        ),
    ]

    static let trust = [
        EventSample(#"{"person":"KT","public":"KT+12345678+AbCd","type":"key-registered"}"#),
        EventSample(
            #"{"person":"KT","public":"KT+12345678+AbCd","type":"key-revoked"}"#,
            because: true
        ),
        EventSample(#"{"entry":41,"type":"entry-struck"}"#, because: true),
        EventSample(
            #"{"lost":0,"origin":"cqc-2018.invalid/plan/cqc-2018","root":"\#(b64)","size":40,"#
                + #""type":"ledger-restored"}"#
        ),
    ]
}
