// A drawing in a Word document: shapes in a group, placed by the tenth of a millimetre.

/// Shapes of DrawingML, which Word draws since 2010 and LibreOffice too.
///
/// All lengths are tenths of a millimetre, from the upper left corner.
struct WordDrawing {
    /// The namespace of a group of shapes.
    static let groupNamespace =
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"

    /// The width of the text on the page.
    static let width = 1_800
    /// The height, which whoever draws sets.
    var height = 0
    /// The number that the next shape has; no two in a document share one.
    private(set) var nextShape: Int
    private var shapes = ""

    /// A place in the drawing.
    struct Spot: Equatable {
        /// From the left.
        var x: Int
        /// From above.
        var y: Int
    }

    /// A part of the drawing, with its sides upright.
    struct Frame {
        /// Its upper left corner.
        var x: Int
        var y: Int
        var width: Int
        var height: Int
    }

    /// How a line is drawn.
    struct Pen {
        /// Its colour, in hexadecimal.
        var colour = "0B0C0C"
        /// Its width, in hundredths of a point.
        var width = 50
        /// Its dashes, by DrawingML's name.
        var dash = "solid"
    }

    /// On which side of a frame words stand.
    enum Side: String {
        case left, center, right
    }

    /// An empty drawing whose shapes are numbered from `firstShape`.
    init(firstShape: Int) {
        nextShape = firstShape
    }

    /// The width that `words` take at 8 points, by an average letter.
    static func width(of words: String) -> Int { words.count * 16 + 8 }

    /// Draws a rectangle with words on it.
    mutating func box(_ frame: Frame, ground: String, pen: Pen, words: String? = nil) {
        shape(
            frame,
            geometry: "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
            ground: ground,
            pen: pen,
            text: words.map { ($0, .center, pen.colour) }
        )
    }

    /// Draws a circle around `centre`.
    mutating func circle(_ centre: Spot, radius: Int, ground: String, pen: Pen) {
        shape(
            Frame(
                x: centre.x - radius,
                y: centre.y - radius,
                width: 2 * radius,
                height: 2 * radius
            ),
            geometry: "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>",
            ground: ground,
            pen: pen
        )
    }

    /// Draws a line through `spots`, at least two.
    mutating func line(_ spots: [Spot], _ pen: Pen) {
        guard spots.count > 1, let first = spots.first else { return }
        let left = spots.map(\.x).min() ?? 0
        let top = spots.map(\.y).min() ?? 0
        // An upright or level line is given a breadth of one, since some readers divide by it.
        let frame = Frame(
            x: left,
            y: top,
            width: max((spots.map(\.x).max() ?? 0) - left, 1),
            height: max((spots.map(\.y).max() ?? 0) - top, 1)
        )
        func point(_ spot: Spot) -> String {
            "<a:pt x=\"\((spot.x - left) * 3_600)\" y=\"\((spot.y - top) * 3_600)\"/>"
        }
        let path =
            "<a:moveTo>\(point(first))</a:moveTo>"
            + spots.dropFirst().map { "<a:lnTo>\(point($0))</a:lnTo>" }.joined()
        shape(
            frame,
            geometry: """
                <a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>\
                <a:rect l="0" t="0" r="r" b="b"/><a:pathLst>\
                <a:path w="\(frame.width * 3_600)" h="\(frame.height * 3_600)" fill="none">\
                \(path)</a:path></a:pathLst></a:custGeom>
                """,
            ground: nil,
            pen: pen
        )
    }

    /// Writes words at one side of a frame.
    mutating func words(_ words: String, in frame: Frame, _ side: Side, colour: String = "0B0C0C") {
        shape(
            frame,
            geometry: "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
            ground: nil,
            pen: nil,
            text: (words, side, colour)
        )
    }

    private mutating func shape(
        _ frame: Frame,
        geometry: String,
        ground: String?,
        pen: Pen?,
        text: (words: String, side: Side, colour: String)? = nil
    ) {
        let fill = ground.map { "<a:solidFill><a:srgbClr val=\"\($0)\"/></a:solidFill>" }
        let stroke = pen.map { pen in
            "<a:ln w=\"\(pen.width * 127)\"><a:solidFill><a:srgbClr val=\"\(pen.colour)\"/>"
                + "</a:solidFill><a:prstDash val=\"\(pen.dash)\"/></a:ln>"
        }
        shapes += """
            <wps:wsp><wps:cNvPr id="\(nextShape)" name="Shape \(nextShape)"/>\
            <wps:cNvSpPr\(text != nil && pen == nil ? " txBox=\"1\"" : "")/><wps:spPr><a:xfrm>\
            <a:off x="\(frame.x * 3_600)" y="\(frame.y * 3_600)"/>\
            <a:ext cx="\(frame.width * 3_600)" cy="\(frame.height * 3_600)"/></a:xfrm>\(geometry)\
            \(fill ?? "<a:noFill/>")\(stroke ?? "<a:ln><a:noFill/></a:ln>")</wps:spPr>
            """
        if let text {
            shapes += """
                <wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Drawing"/>\
                <w:jc w:val="\(text.side.rawValue)"/></w:pPr>\
                \(WordText.run(text.words, "<w:color w:val=\"\(text.colour)\"/>"))</w:p>\
                </w:txbxContent></wps:txbx>
                """
        }
        shapes += """
            <wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" \
            anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>
            """
        nextShape += 1
    }

    /// The run that holds the drawing, under the shape number `number`. A reader that knows no
    /// shapes shows the alternative text in its place.
    func run(number: Int, name: String, alternative: String) -> String {
        // LibreOffice stretches what is drawn over the whole of the group; an invisible frame of
        // its size keeps all in its place.
        var frame = WordDrawing(firstShape: nextShape)
        frame.shape(
            Frame(x: 0, y: 0, width: WordDrawing.width, height: max(height, 1)),
            geometry: "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
            ground: nil,
            pen: nil
        )
        let extent = "cx=\"\(WordDrawing.width * 3_600)\" cy=\"\(max(height, 1) * 3_600)\""
        return """
            <w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>\
            <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent \(extent)/>\
            <wp:effectExtent l="0" t="0" r="0" b="0"/>\
            <wp:docPr id="\(number)" name="\(WordText.escaped(name))" \
            descr="\(WordText.escaped(alternative))"/><wp:cNvGraphicFramePr/><a:graphic>\
            <a:graphicData uri="\(WordDrawing.groupNamespace)"><wpg:wgp><wpg:cNvGrpSpPr/>\
            <wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext \(extent)/><a:chOff x="0" y="0"/>\
            <a:chExt \(extent)/></a:xfrm></wpg:grpSpPr>\(frame.shapes)\(shapes)</wpg:wgp>\
            </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>\
            <w:t>\(WordText.escaped(alternative))</w:t></mc:Fallback></mc:AlternateContent></w:r>
            """
    }
}
