// How the HTML of a paper looks: on a phone, on a desk, and on A4.

/// The style sheet of a paper, and what the pages of a site share of it. The colours of tags are
/// the measured pairs of the GOV.UK Design System, whose words stand out from their grounds by 7:1
/// or more.
public enum HTMLStyle {
    /// The whole sheet. It holds neither `<` nor `&`, so it is the same in HTML and in XML.
    static let sheet = [ground, text, signs, tables, figures, print].joined(separator: "\n")

    /// The letters, the colours and the width that every page has.
    public static let ground = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        html { font: 100%/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; }
        body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 72rem; color: #0b0c0c;
          background: #fff; font-size: 1.0625rem; overflow-wrap: break-word; }
        """

    private static let text = """
        h1, h2, h3, h4 { line-height: 1.2; margin: 2em 0 0.5em; break-after: avoid; }
        h1 { font-size: 2rem; margin-top: 1.5rem; }
        h2 { font-size: 1.5rem; border-top: 2px solid #0b0c0c; padding-top: 0.5em; }
        h3 { font-size: 1.2rem; }
        h4 { font-size: 1.0625rem; }
        p, li, dd, dt { max-width: 46rem; }
        p, ul, ol, dl { margin: 0 0 1em; }
        li { margin-bottom: 0.25em; }
        a { color: #1a65a6; text-underline-offset: 0.15em; }
        code { font-family: "Liberation Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
        dl > div { padding: 0.35em 0; border-bottom: 1px solid #b1b4b6; max-width: 46rem; }
        dt { font-weight: bold; }
        dd { margin: 0; }
        header { padding-bottom: 0.5rem; }
        nav { margin: 1.5rem 0; padding: 1rem; background: #f3f2f1; }
        nav h2 { margin: 0 0 0.5em; padding: 0; border: 0; font-size: 1.2rem; }
        nav ol { list-style: none; margin: 0; padding: 0; }
        nav ol ol { padding: 0.25rem 0 0.25rem 1.25rem; }
        nav a, summary { display: inline-block; padding: 0.15rem 0; min-height: 1.5rem; }
        summary { cursor: pointer; display: list-item; list-style-position: inside; }
        """

    /// What every page marks alike: the link that skips to the content, what only a reader that
    /// speaks says, where the keyboard is, and the tags of ratings.
    public static let signs = """
        main:focus { outline: none; }
        .skip { position: absolute; left: -999rem; padding: 0.5rem 1rem; background: #fff; }
        .skip:focus { left: 0; top: 0; z-index: 1; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        :focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px;
          box-shadow: 0 0 0 5px #fd0; }
        .tag { display: inline-block; padding: 0 0.4em; border: 1px solid currentColor;
          border-radius: 3px; font-weight: bold; white-space: nowrap;
          print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .tag::first-letter { text-transform: uppercase; }
        .red { color: #651b1b; background: #f4d7d7; }
        .amber { color: #7a3c1c; background: #ffee80; }
        .grey { color: #0b0c0c; background: #cecece; }
        .green { color: #083d29; background: #cfe4dc; }
        .blue { color: #0f385c; background: #d2e2f1; }
        """

    private static let tables = """
        hr { border: 0; border-top: 1px solid #b1b4b6; margin: 3rem 0 0; }
        .scroll { overflow-x: auto; margin: 1.5em 0; position: relative; }
        table { border-collapse: collapse; min-width: min(100%, 46rem); font-size: 0.9375rem;
          line-height: 1.35; }
        caption, .caption, figcaption { text-align: left; font-weight: bold; }
        caption { padding-bottom: 0.5em; }
        caption span { display: inline-block; position: sticky; left: 0;
          max-width: calc(100vw - 2rem); }
        .caption { margin: 1.5em 0 0.25em; }
        th, td { text-align: left; vertical-align: top; padding: 0.4em 0.75em 0.4em 0;
          border-bottom: 1px solid #b1b4b6; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th, thead td { vertical-align: bottom; border-bottom: 2px solid #0b0c0c; }
        tbody th { font-weight: normal; }
        tfoot th, tfoot td { font-weight: bold; border-top: 2px solid #0b0c0c; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        th p, td p { margin: 0 0 0.35em; }
        .wide { font-size: 0.875rem; }
        .long { min-width: 13rem; }
        .middle { min-width: 8rem; }
        .note { margin-top: -1em; font-size: 0.9375rem; }
        """

    private static let figures = """
        figure { margin: 1.5em 0; }
        .drawing { margin: 0 0 0.5em; }
        svg { display: block; width: 100%; min-width: 22rem; max-width: 36rem; height: auto;
          print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        figcaption span { font-weight: normal; }
        .wide svg { min-width: 44rem; max-width: 72rem; }
        figcaption { margin-bottom: 0.5em; }
        details .scroll { margin: 0.5em 0 1.5em; }
        @media (min-width: 45rem) {
          dl > div { display: grid; grid-template-columns: 14rem 1fr; gap: 1rem; }
          nav > ol { columns: 2; }
        }
        @media (min-width: 60rem) {
          figure { display: inline-block; vertical-align: top; width: 48%; margin-right: 1.5%; }
          figure.wide { display: block; width: auto; }
        }
        """

    /// Body text of 11 points and tables of 9 on A4, close enough that the body takes four sides.
    /// Rows stay whole and heads come again.
    private static let print = """
        @page { size: A4; margin: 10mm 11mm 12mm;
          @bottom-right { content: "Page " counter(page) " of " counter(pages);
            font: 9pt Arial, Helvetica, sans-serif; } }
        @media print {
          html { font-size: 11pt; }
          body { font-size: 11pt; line-height: 1.16; padding: 0; max-width: none; }
          h1 { font-size: 14pt; margin: 0 0 1mm; }
          h2 { font-size: 12pt; margin: 1.5mm 0 0.3mm; padding-top: 0.5mm; border-top-width: 1px; }
          h3 { font-size: 12pt; margin: 3mm 0 1mm; }
          h4 { font-size: 11pt; margin: 3mm 0 1mm; }
          p, li, dd, dt, dl > div { max-width: none; }
          p, ul, ol, dl { margin-bottom: 0.8mm; }
          ul, ol { columns: 2; column-gap: 6mm; padding-left: 6mm; }
          li { margin: 0; }
          p, li, h4 + dl { break-inside: avoid; }
          nav, .skip { display: none; }
          a { color: inherit; }
          dl > div { display: table; table-layout: fixed; width: 100%; padding: 0;
            border-color: #d6d8da; }
          dt, dd { display: table-cell; padding: 0.3mm 0; }
          dt { width: 38mm; padding-right: 3mm; }
          .short { columns: 2; column-gap: 6mm; }
          .short dt { width: 41mm; }
          code { font-size: 9pt; }
          .scroll { overflow: visible; margin: 0.5mm 0 1mm; }
          table, .wide, caption, .caption, figcaption, .note { font-size: 9pt; line-height: 1.08; }
          caption { padding-bottom: 0.5mm; }
          caption span { display: inline; max-width: none; }
          .long, .middle { min-width: 0; }
          table { width: 100%; table-layout: fixed; }
          col { width: var(--share); }
          th, td { padding: 0.25mm 2mm 0.25mm 0; }
          th p, td p { margin: 0; }
          .tag { padding: 0 0.7mm; border-width: 0.5pt; line-height: 1; }
          thead { display: table-header-group; break-after: avoid; }
          tbody tr:nth-child(-n+2), tbody tr:last-child { break-before: avoid; }
          tfoot { display: table-row-group; }
          tr, .drawing, figcaption, dl > div { break-inside: avoid; }
          caption, .caption, .drawing { break-after: avoid; }
          .note { break-before: avoid; }
          figure { margin: 1mm 0; break-inside: avoid; }
          figcaption, .note { margin: 0; }
          svg { min-width: 0; max-width: 88mm; max-height: 250mm; }
          figure { display: inline-block; vertical-align: top; width: 91mm; margin-right: 3mm; }
          figure + figure { margin-right: 0; }
          figure.wide { display: block; width: auto; }
          .wide svg { max-width: 100%; }
          .new-page { border: 0; margin: 0; height: 0; break-after: page; }
        }
        """
}
