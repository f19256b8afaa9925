// The style sheet and the script of the pages.

import Ledger

/// What the pages load beside themselves, all of it from here.
enum Assets {
    /// All of them, by their paths.
    static let all = ["/ledger.css": sheet, "/ledger.js": script, "/ledger.svg": icon]
    /// The style sheet.
    static let sheet = asset(
        [HTMLStyle.ground, HTMLStyle.signs, screen, narrow, parts, print].strung("\n"),
        "text/css; charset=utf-8"
    )
    /// The script: every page works without.
    static let script = asset(code, "text/javascript; charset=utf-8")
    /// What stands before the title in the browser's tab: three lines, the last not done.
    static let icon = asset(drawing, "image/svg+xml")

    private static func asset(_ text: String, _ type: String) -> Response {
        Response(
            headers: [
                ("Content-Type", type), ("Cache-Control", "max-age=3600"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ],
            body: Array(text.utf8)
        )
    }

    private static let screen = """
        h1, h2, h3 { line-height: 1.2; margin: 1.5em 0 0.5em; }
        h1 { font-size: 2rem; margin-top: 1.25rem; }
        h2 { font-size: 1.5rem; }
        h3 { font-size: 1.2rem; }
        p, li, dd, dt, fieldset { max-width: 46rem; }
        p, ul, ol, dl { margin: 0 0 1em; }
        a { color: #1a65a6; text-underline-offset: 0.15em; }
        code { font-family: "Liberation Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
        dl > div { padding: 0.35em 0; border-bottom: 1px solid #b1b4b6; max-width: 46rem; }
        dt { font-weight: bold; }
        dd { margin: 0; }
        .scroll { overflow-x: auto; margin: 1.5em 0; }
        table { border-collapse: collapse; min-width: min(100%, 46rem); font-size: 0.9375rem;
          line-height: 1.35; }
        caption, .caption { text-align: left; font-weight: bold; padding-bottom: 0.5em; }
        caption span { display: inline-block; position: sticky; left: 0;
          max-width: calc(100vw - 2rem); }
        th, td { text-align: left; vertical-align: top; padding: 0.4em 0.75em 0.4em 0;
          border-bottom: 1px solid #b1b4b6; }
        thead th { vertical-align: bottom; border-bottom: 2px solid #0b0c0c; }
        tbody th { font-weight: normal; }
        tbody th:has(+ .number) { min-width: 8rem; }
        .wide { min-width: 11rem; }
        .when { white-space: nowrap; }
        td time { display: inline-block; min-width: 8.75rem; }
        .bare { list-style: none; margin: 0; padding: 0; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        details:has(table) { max-width: none; }
        input[type=range] { width: 100%; max-width: 46rem; }
        """

    /// On a phone a row of a table is a block: its cells stand below each other, each beside the
    /// head of its column; numbers stand side by side.
    private static let narrow = """
        @media screen and (max-width: 45rem) {
          table, caption, tbody { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
            clip-path: inset(50%); }
          tbody tr { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0.5rem 0;
            border-bottom: 1px solid #b1b4b6; }
          tbody tr:first-child { border-top: 2px solid #0b0c0c; }
          tbody th, tbody td { display: flow-root; flex: 0 0 100%; min-width: 0;
            padding: 0.15rem 0 0.15rem 8rem; border: 0; overflow-wrap: anywhere; }
          tbody th { font-weight: bold; }
          tbody .number { text-align: left; }
          tbody :is(.number:has(+ .number), .number + .number) { flex: none; padding-left: 0; }
          tbody td:empty { display: none; }
          [data-label]::before { content: attr(data-label); content: attr(data-label) / "";
            float: left; width: 7.5rem; margin-left: -8rem; color: #484949; font-weight: normal; }
          :is(.number:has(+ .number), .number + .number)::before { float: none;
            margin: 0 0.35rem 0 0; }
        }
        """

    private static let parts = """
        .top { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center;
          justify-content: space-between; padding: 0.75rem 0; border-bottom: 4px solid #0b0c0c; }
        .top p { margin: 0; }
        .product a { color: #0b0c0c; font-weight: bold; text-decoration: none; }
        .who { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; }
        nav { border-bottom: 1px solid #b1b4b6; }
        main nav { border: 0; margin-bottom: 1rem; }
        nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap;
          gap: 0 1.25rem; }
        nav li { margin: 0; }
        nav a { display: inline-block; padding: 0.5rem 0; }
        nav a[aria-current] { color: #0b0c0c; font-weight: bold; text-decoration-thickness: 3px; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 9rem));
          gap: 1rem; list-style: none; padding: 0; }
        .figures strong { display: block; font-size: 2rem; line-height: 1.1; }
        label, legend, .label { display: block; font-weight: bold; margin: 0 0 0.25rem;
          padding: 0; }
        .part { font-size: 1.2rem; }
        p.caption { font-size: 0.9375rem; margin: 0; }
        .hint { color: #484949; margin: 0 0 0.35rem; font-weight: normal; }
        .field { margin: 0 0 1.5rem; }
        fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
        .choice { display: flex; gap: 0.75rem; align-items: flex-start; margin: 0 0 0.5rem; }
        .choice + .field { margin-top: 1.5rem; }
        .choice label { font-weight: normal; margin: 0; padding-top: 0.1rem; }
        .choice input { width: 1.6rem; height: 1.6rem; margin: 0; flex: none; }
        input[type=text], input[type=password], input[type=date], input[type=search],
        input[type=url], input[type=number], textarea, select { font: inherit; width: 100%;
          max-width: 30rem; padding: 0.35rem; border: 2px solid #0b0c0c; border-radius: 0;
          background: #fff; color: #0b0c0c; min-height: 2.5rem; }
        input[type=file] { font: inherit; max-width: 100%; }
        textarea { max-width: 46rem; min-height: 7rem; }
        .short { max-width: 13rem !important; }
        button, .button { font: inherit; display: inline-block; padding: 0.6rem 1rem;
          border: 0; background: #00653b; color: #fff; font-weight: bold; cursor: pointer;
          box-shadow: 0 2px 0 #00361f; min-height: 2.75rem; text-decoration: none;
          line-height: 1.5; vertical-align: top;
          margin: 0 0.75rem 0.75rem 0; }
        button.second, .button.second { background: #f3f2f1; color: #0b0c0c;
          box-shadow: 0 2px 0 #929191; }
        button.plain { background: none; box-shadow: none; color: #1a65a6; padding: 0.25rem;
          margin: 0; font-weight: normal; text-decoration: underline; min-height: 2rem; }
        .problem { border: 5px solid #ca3535; padding: 1rem; margin: 1.5rem 0; max-width: 46rem; }
        .problem h2 { margin: 0 0 0.5rem; }
        .problem ul { margin: 0; padding-left: 1.25rem; }
        .problem a { color: #a12a2a; font-weight: bold; }
        .wrong { border-left: 5px solid #ca3535; padding-left: 1rem; }
        .fault { color: #a12a2a; font-weight: bold; margin: 0 0 0.35rem; }
        .done { border: 5px solid #00653b; padding: 1rem; margin: 1.5rem 0; max-width: 46rem; }
        .done h2, .note h2 { margin: 0 0 0.5rem; }
        .done p:last-child { margin-bottom: 0; }
        .note { border-left: 10px solid #b1b4b6; padding: 0.75rem 1rem; margin: 1.5rem 0;
          max-width: 46rem; }
        .note p:last-child, .note ul:last-child { margin-bottom: 0; }
        .card { border: 1px solid #b1b4b6; padding: 1rem; margin: 0 0 1.5rem; max-width: 54rem; }
        .card h2, .card h3 { margin-top: 0; }
        .card p:last-child, .card p:last-child .button { margin-bottom: 0; }
        details { margin: 0 0 1.5rem; max-width: 46rem; }
        details[open] { border-left: 5px solid #b1b4b6; padding-left: 1rem; }
        summary { cursor: pointer; padding: 0.25rem 0; color: #1a65a6; }
        li > .screen { margin: 0.5rem 0 0; }
        .row { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: flex-start; }
        .row .field, .row > button { margin-bottom: 1rem; }
        .row > button { align-self: flex-end; }
        @media (min-width: 45rem) {
          dl > div { display: grid; grid-template-columns: 14rem 1fr; gap: 1rem; }
        }
        """

    private static let print = """
        @page { size: A4; margin: 12mm; }
        @media print {
          html, body { font-size: 10.5pt; }
          body { padding: 0; max-width: none; }
          nav, .skip, form, .button, .screen { display: none; }
          .scroll { overflow: visible; }
          details::details-content { content-visibility: visible; }
          table { width: 100%; font-size: 9pt; }
          tr, dl > div { break-inside: avoid; }
          thead { display: table-header-group; }
        }
        """

    private static let drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
        <rect width="16" height="16" fill="#0b0c0c"/>
        <path d="M3 4.5h10M3 8h10M3 11.5h5" stroke="#fff" stroke-width="2"/>
        </svg>

        """

    /// A form is sent once, however often its button is pressed; the server would record it once
    /// all the same. And a slider says which day it stands for.
    private static let code = """
        "use strict";
        document.addEventListener("submit", function (event) {
          var form = event.target;
          if (form.dataset.sent) { event.preventDefault(); return; }
          if (form.method === "post") { form.dataset.sent = "yes"; }
        });
        window.addEventListener("pageshow", function () {
          document.querySelectorAll("form[data-sent]").forEach(function (form) {
            delete form.dataset.sent;
          });
          var problem = document.querySelector(".problem, .done");
          if (problem) { problem.focus(); }
        });
        document.querySelectorAll("input[type=range][data-days]").forEach(function (slider) {
          var days = slider.dataset.days.split(" ");
          var field = document.getElementById(slider.dataset.field);
          slider.addEventListener("input", function () {
            field.value = days[slider.value];
            slider.setAttribute("aria-valuetext", days[slider.value]);
          });
        });
        """
}
