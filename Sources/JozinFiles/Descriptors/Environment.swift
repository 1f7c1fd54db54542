// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinCore

/// What the system tells of the process's surroundings, as bytes.
public enum Environment {
    /// The value of an environment variable; nil where it is not set or empty.
    public static func value(_ name: StaticString) -> [UInt8]? {
        // getenv's text belongs to the environment, which Jožin never changes; it is copied at once.
        guard let text = unsafe getenv(name.description) else { return nil }
        let bytes = unsafe Array(UnsafeBufferPointer(start: text, count: strlen(text))).map { UInt8(bitPattern: $0) }
        return bytes.isEmpty ? nil : bytes
    }

    /// The absolute path without links, `.` or `..` of something that exists.
    public static func canonical(_ path: SystemPath) throws(SystemError) -> SystemPath {
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        // realpath allocates its answer, which is copied and freed here.
        guard let resolved = unsafe realpath(text, nil) else { throw .last("realpath") }
        defer { unsafe free(resolved) }
        let bytes = unsafe Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map { UInt8(bitPattern: $0) }
        guard let path = SystemPath(bytes: bytes) else { throw SystemError("realpath", EINVAL) }
        return path
    }

    /// The absolute path of something that need not exist, without links, `.` or `..` as far as it does.
    public static func canonicalAsFarAsItExists(_ path: SystemPath) throws(SystemError) -> SystemPath {
        do throws(SystemError) {
            return try canonical(path)
        } catch {
            let here = SystemPath(literal: ".")
            guard error.isAbsence, path != here else { throw error }
            return try canonicalAsFarAsItExists(path.folder ?? here).appending(path.name)
        }
    }

    /// The user's state folder of the XDG Base Directory Specification; nil where not even a home is known.
    public static var stateHome: SystemPath? {
        if let state = value("XDG_STATE_HOME").flatMap(SystemPath.init(bytes:)), state.isAbsolute {
            return state.appending("jozin")
        }
        return value("HOME").flatMap(SystemPath.init(bytes:))?.appending(".local/state/jozin")
    }

    /// Sixteen random bytes of the kernel's.
    public static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// How many descriptors this process may have open now, and how many it may ask for.
    public static var descriptorLimit: (now: Int, most: Int) {
        var limit = rlimit()
        // The value lives for the call.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return (0, 0) }
        return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
    }

    /// What the system's clock says.
    public static var secondsSince1970: Int {
        var time = timespec()
        // The value lives for the call, which cannot fail for this clock.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec
    }

    /// Takes as many descriptors as the system's hard limit allows: a walk holds one per level. How many that are.
    public static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(files, &limit) == 0 else { return .max }
        let old = limit.rlim_cur
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        // A refusal leaves the old limit, which is enough for all but very deep folders.
        return Int(clamping: unsafe setrlimit(files, &limit) == 0 ? limit.rlim_cur : old)
    }
}
