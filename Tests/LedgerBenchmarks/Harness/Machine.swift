// The machine that was measured on, in a sentence.

import Glibc

enum Machine {
    static func words(folder: String) -> String {
        let processor = field("model name", of: "/proc/cpuinfo") ?? "a processor without a name"
        let memory = field("MemTotal", of: "/proc/meminfo").flatMap { Int($0.prefix { $0 != " " }) }
        let system = field("PRETTY_NAME", of: "/etc/os-release", "=") ?? "Linux"
        let release = Files.text("/proc/sys/kernel/osrelease") ?? ""
        return "Machine: \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores of \(processor), "
            + "\((memory ?? 0) / 1_000_000) GB, \(fileSystem(folder)), "
            + "\(system.replacing("\"", with: "")), Linux \(release.prefix { $0 != "\n" })."
    }

    private static func field(_ name: String, of file: String, _ sign: String = ":") -> String? {
        let line = (Files.text(file) ?? "").split(separator: "\n").first { $0.hasPrefix(name) }
        guard let line, let place = line.firstRange(of: sign) else { return nil }
        return String(line[place.upperBound...].drop { " \t".contains($0) })
    }

    /// The kind of file system that `folder` is on: that of the longest mount point above it.
    private static func fileSystem(_ folder: String) -> String {
        guard let real = realpath(folder, nil) else { return "an unknown file system" }
        defer { free(real) }
        let path = String(cString: real) + "/"
        var nearest = (point: "", kind: "an unknown file system")
        for line in (Files.text("/proc/self/mounts") ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count > 2 else { continue }
            let point = parts[1] == "/" ? "/" : parts[1] + "/"
            if path.hasPrefix(point), point.count >= nearest.point.count {
                nearest = (point, parts[2])
            }
        }
        return nearest.kind
    }
}
