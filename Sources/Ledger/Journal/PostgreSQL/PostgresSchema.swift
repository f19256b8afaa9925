// What a database must hold to be a ledger: tables, what they refuse, and who may do what.

#if PostgreSQL
    /// The schema `ledger` of a database, version 1.
    ///
    /// One row an entry, with the very bytes of its line; a row a plan that says where its journal
    /// ends, locked for every append. The database itself refuses what must not stand there,
    /// whoever asks: only a superuser, who may switch its triggers off, gets past them, and that is
    /// seen by whoever reads the lines.
    enum PostgresSchema {
        /// The version this program makes and knows.
        static let version = 1

        /// What a database says of itself: the version of its server and of its ledger, its
        /// encoding, whether it is a standby, and its clock in microseconds.
        static let looks = PostgresQuery(
            """
            SELECT current_setting('server_version_num')::bigint, current_setting('server_version'),
                obj_description(to_regnamespace('ledger')::oid, 'pg_namespace'),
                pg_encoding_to_char(encoding), pg_is_in_recovery()::int,
                (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
            FROM pg_database WHERE datname = current_database()
            """
        )

        /// Makes the ledger, all of it or nothing. The roles are called after the database, since
        /// roles belong to a whole server: its owner, who cannot log in, its writers, its readers.
        static let making = """
            BEGIN;
            SELECT pg_advisory_xact_lock(hashtext('ledger'));
            \(roles)
            \(tables)
            \(refusing)
            \(appending)
            \(rights)
            COMMIT
            """

        private static let roles = """
            DO $$
            DECLARE
                suffix text;
                name text;
            BEGIN
                IF octet_length(current_database()) > 56 THEN
                    RAISE EXCEPTION 'the name of the database is too long for its roles,'
                        ' which add 7 bytes to it';
                END IF;
                FOREACH suffix IN ARRAY ARRAY['owner', 'writer', 'reader'] LOOP
                    name := current_database() || '_' || suffix;
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', name);
                    ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND rolcanlogin) THEN
                        RAISE EXCEPTION 'the role % is there and can log in', name;
                    ELSIF suffix = 'owner' AND EXISTS (
                        SELECT FROM pg_roles r
                        LEFT JOIN pg_auth_members m ON r.oid IN (m.roleid, m.member)
                        WHERE r.rolname = name
                            AND (r.rolsuper OR m.member <> current_user::regrole))
                    THEN
                        RAISE EXCEPTION 'the role % is there and is not for this alone', name;
                    END IF;
                END LOOP;
                EXECUTE format('GRANT %I TO CURRENT_USER', current_database() || '_owner');
                EXECUTE format(
                    'CREATE SCHEMA ledger AUTHORIZATION %I', current_database() || '_owner');
                EXECUTE format('SET LOCAL ROLE %I', current_database() || '_owner');
            END $$;
            COMMENT ON SCHEMA ledger IS 'ledgerctl, version \(version)';
            """

        private static let tables = """
            CREATE TABLE ledger.head (
                plan text COLLATE "C" PRIMARY KEY
                    CHECK (plan ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$'),
                seq bigint NOT NULL,
                digest bytea NOT NULL,
                byte_count bigint NOT NULL,
                at text NOT NULL
            ) WITH (fillfactor = 50);
            CREATE TABLE ledger.entry (
                plan text COLLATE "C" NOT NULL,
                seq bigint NOT NULL,
                line bytea NOT NULL,
                digest bytea NOT NULL GENERATED ALWAYS AS (sha256(line)) STORED,
                attempt bytea,
                PRIMARY KEY (plan, seq)
            );
            CREATE TABLE ledger.evidence (
                digest bytea GENERATED ALWAYS AS (sha256(bytes)) STORED PRIMARY KEY,
                bytes bytea NOT NULL
            );
            ALTER TABLE ledger.evidence ALTER COLUMN bytes SET STORAGE EXTERNAL;
            CREATE TABLE ledger.checkpoint (
                name text COLLATE "C" NOT NULL CHECK (name ~
                    '^[A-Za-z0-9][A-Za-z0-9.-]{0,31}[.]checkpoint(-[0-9]+-[0-9a-f]{8})?$'),
                number bigint GENERATED ALWAYS AS IDENTITY,
                note bytea NOT NULL,
                PRIMARY KEY (name, number)
            );
            """

        /// What the database refuses by itself.
        private static let refusing = """
            CREATE FUNCTION ledger.check_entry() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DECLARE
                last ledger.head%ROWTYPE;
                words text;
                entry jsonb;
                link text;
                unsigned text;
            BEGIN
                IF octet_length(NEW.line) > \(Entry.byteCountMax) THEN
                    RAISE EXCEPTION 'a line has at most \(Entry.byteCountMax) bytes'
                        USING ERRCODE = 'LG001';
                END IF;
                SELECT * INTO last FROM ledger.head WHERE plan = NEW.plan FOR UPDATE;
                IF NOT FOUND THEN
                    INSERT INTO ledger.head
                        VALUES (NEW.plan, 0, decode(repeat('00', 32), 'hex'), 0, '')
                        ON CONFLICT DO NOTHING;
                    SELECT * INTO last FROM ledger.head WHERE plan = NEW.plan FOR UPDATE;
                END IF;
                IF NEW.seq IS DISTINCT FROM last.seq + 1 THEN
                    RAISE EXCEPTION 'entry % of % was to be recorded, where % comes next',
                        NEW.seq, NEW.plan, last.seq + 1 USING ERRCODE = 'LG002';
                END IF;
                words := convert_from(NEW.line, 'UTF8');
                entry := words::jsonb;
                IF entry ->> 'prev' IS DISTINCT FROM encode(last.digest, 'hex') THEN
                    RAISE EXCEPTION 'the prev in the line is not the SHA-256 of entry % of %',
                        last.seq, NEW.plan USING ERRCODE = 'LG003';
                END IF;
                IF entry -> 'seq' IS DISTINCT FROM to_jsonb(last.seq + 1) THEN
                    RAISE EXCEPTION 'the seq in the line is not %', last.seq + 1
                        USING ERRCODE = 'LG004';
                END IF;
                link := format('"prev":"%s","seq":%s}', encode(last.digest, 'hex'), last.seq + 1);
                unsigned := words;
                IF right(words, 2) = '"}' THEN
                    unsigned := regexp_replace(words, ',"sig":"[A-Za-z0-9+/=]+"}$', '}');
                END IF;
                IF right(unsigned, length(link)) <> link
                    OR position('\\x0a'::bytea IN NEW.line) > 0 THEN
                    RAISE EXCEPTION 'the line is not canonical' USING ERRCODE = 'LG005';
                END IF;
                IF entry ->> 'at' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$' THEN
                    RAISE EXCEPTION 'the line does not say when it was recorded'
                        USING ERRCODE = 'LG006';
                END IF;
                IF entry ->> 'at' IS NULL OR entry ->> 'at' < last.at COLLATE "C" THEN
                    RAISE EXCEPTION 'the line is earlier than entry %, of %', last.seq, last.at
                        USING ERRCODE = 'LG006';
                END IF;
                UPDATE ledger.head SET seq = NEW.seq, digest = sha256(NEW.line),
                    byte_count = last.byte_count + octet_length(NEW.line) + 1, at = entry ->> 'at'
                    WHERE plan = NEW.plan;
                RETURN NEW;
            END $$;
            CREATE FUNCTION ledger.refuse_change() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                RAISE EXCEPTION '% of ledger.% is refused: what stands in a ledger stays',
                    TG_OP, TG_TABLE_NAME USING ERRCODE = 'LG007';
            END $$;
            DO $$
            DECLARE
                name text;
            BEGIN
                FOREACH name IN ARRAY ARRAY['entry', 'evidence', 'checkpoint', 'head'] LOOP
                    EXECUTE format(
                        'CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON ledger.%I FOR EACH ROW %s
                            EXECUTE FUNCTION ledger.refuse_change()',
                        name,
                        -- A head is moved on by the trigger of the entries alone.
                        CASE WHEN name = 'head' THEN 'WHEN (pg_trigger_depth() < 1)' END);
                    EXECUTE format(
                        'CREATE TRIGGER stays_whole BEFORE TRUNCATE ON ledger.%I
                            EXECUTE FUNCTION ledger.refuse_change()', name);
                    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER stays', name);
                    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER stays_whole', name);
                END LOOP;
            END $$;
            CREATE TRIGGER fits BEFORE INSERT ON ledger.entry FOR EACH ROW
                EXECUTE FUNCTION ledger.check_entry();
            ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER fits;
            """

        /// What a writer calls: it takes the turn of its plan, and tells the end of the journal,
        /// the lines behind entry `after` where they are few, and the clock.
        private static let appending = """
            CREATE FUNCTION ledger.lock_head(
                version bigint, of_plan text, creating bigint, after bigint,
                OUT seq bigint, OUT byte_count bigint, OUT digest bytea, OUT news bytea,
                OUT clock bigint, OUT synchronous text, OUT flushed text, OUT may_lose text)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DECLARE
                count bigint;
            BEGIN
                IF version <> \(version) THEN
                    RAISE EXCEPTION '%', \(version) USING ERRCODE = 'LG008';
                END IF;
                -- A queue for those who wait: without it each commit, which makes a new version of
                -- the row, would wake all of them.
                PERFORM pg_advisory_xact_lock(hashtextextended(of_plan, 0));
                IF creating = 1 THEN
                    INSERT INTO ledger.head
                        VALUES (of_plan, 0, decode(repeat('00', 32), 'hex'), 0, '')
                        ON CONFLICT DO NOTHING;
                END IF;
                SELECT h.seq, h.byte_count, h.digest INTO seq, byte_count, digest
                    FROM ledger.head h WHERE h.plan = of_plan FOR UPDATE;
                IF after < seq AND seq - after <= 100 THEN
                    SELECT string_agg(e.line || '\\x0a'::bytea, ''::bytea ORDER BY e.seq), count(*)
                        INTO news, count FROM ledger.entry e
                        WHERE e.plan = of_plan AND e.seq > after AND e.seq <= lock_head.seq;
                    IF count <> seq - after THEN news := NULL; END IF;
                END IF;
                clock := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
                synchronous := current_setting('synchronous_commit');
                flushed := current_setting('fsync');
                may_lose := current_setting('ledger.may_lose_entries', true);
            END $$;
            """

        private static let rights = """
            REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
            DO $$
            DECLARE
                writer text := quote_ident(current_database() || '_writer');
                reader text := quote_ident(current_database() || '_reader');
                everybody text := writer || ', ' || reader;
            BEGIN
                EXECUTE 'GRANT USAGE ON SCHEMA ledger TO ' || everybody;
                EXECUTE 'GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO ' || everybody;
                EXECUTE 'GRANT INSERT (plan, seq, line, attempt) ON ledger.entry TO ' || writer;
                EXECUTE 'GRANT INSERT (bytes) ON ledger.evidence TO ' || writer;
                EXECUTE 'GRANT INSERT (name, note) ON ledger.checkpoint TO ' || writer;
                EXECUTE 'GRANT EXECUTE ON FUNCTION ledger.lock_head TO ' || writer;
            END $$;
            RESET ROLE;
            DO $$
            BEGIN
                EXECUTE format('REVOKE %I FROM CURRENT_USER', current_database() || '_owner');
            END $$;
            """
    }
#endif
