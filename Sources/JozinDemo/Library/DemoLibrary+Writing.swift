// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension DemoLibrary {
    /// What a run of writing did.
    public struct Written: Hashable, Sendable {
        /// Entries made now.
        public var made = 0
        /// Entries that an earlier run had made.
        public var kept = 0
    }

    /// Writes the whole library into `folder`, which is made where it is missing, by so many tasks at once.
    ///
    /// An empty folder is marked first (`.jozin-demo`). A folder with the same library's mark is completed, and what is there
    /// stays as it is; any other folder that is not empty is refused with `misuse`. Nothing is overwritten or removed.
    public func write(
        to folder: [UInt8], tasks: Int = 2, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws(Problem) -> Written {
        let target = try DemoFolder(claiming: folder, mark: signature)
        let press = try DemoPress(for: self)
        let outcome = await withTaskGroup(of: Result<Written, Problem>.self) { group in
            var next = 0
            var sum = Written()
            var failure: Problem?
            for _ in 0..<max(1, tasks) { next = start(next, in: &group, press: press, target: target) }
            while let result = await group.next() {
                switch result {
                case .success(let written):
                    sum.made += written.made
                    sum.kept += written.kept
                    progress(sum.made + sum.kept, entries.count)
                case .failure(let problem): failure = failure ?? problem
                }
                if failure == nil { next = start(next, in: &group, press: press, target: target) }
            }
            return failure.map { Result.failure($0) } ?? .success(sum)
        }
        return try outcome.get()
    }

    /// Hands the next entries to a task, and returns the first of those after them.
    private func start(
        _ first: Int, in group: inout TaskGroup<Result<Written, Problem>>, press: DemoPress, target: DemoFolder
    ) -> Int {
        guard first < entries.count else { return first }
        let end = min(entries.count, first + (options.cheap ? 256 : 4))
        let part = Array(entries[first..<end])
        group.addTask { @concurrent in
            var written = Written()
            for entry in part {
                do throws(Problem) {
                    if try press.write(entry, to: target) { written.made += 1 } else { written.kept += 1 }
                } catch {
                    return .failure(error)
                }
            }
            return .success(written)
        }
        return end
    }
}
