// `serve` shows the ledger to browsers.

extension Command {
    /// Serves the ledger over HTTP.
    static let serve = Command(
        .besides,
        Grammar(
            "serve",
            "shows the ledger to browsers, and lets those who sign in record in it",
            examples: [
                Example("serve", "on this machine alone, at http://127.0.0.1:8018/"),
                Example("serve --open", "anybody who reaches it reads; to record they sign in"),
                Example(
                    "serve --address https://plan.example.org --proxy-from 127.0.0.1",
                    "behind a proxy on the same machine, which does TLS"
                ),
            ],
            options: [
                Option("listen", "ADDRESS", "where it listens; else 127.0.0.1:8018"),
                Option("address", "URL", "what people reach it by, where a proxy stands before it"),
                Option(switch: "open", "let anybody read without signing in"),
                Option("proxy-from", "ADDRESS", "believe the proxy that asks from this address"),
                Option(
                    "proxy-header",
                    "NAME",
                    "the header in which that proxy names who signed in"
                ),
            ] + Option.trusting,
            common: [.ledger, .users],
            seeAlso: ["users add", "report"]
        )
    ) { given, world throws(CommandError) in
        try Serve.run(given, world)
    }
}
