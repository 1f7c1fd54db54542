// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinWorkers
import Synchronization
import Testing

@Suite struct `A bounded queue hands everything on once, and waits when it is full` {
    /// Runs bodies on threads of their own, and waits for all.
    private func together(_ bodies: [@Sendable () -> Void]) {
        let group = DispatchGroup()
        for body in bodies { DispatchQueue(label: "test").async(group: group, execute: DispatchWorkItem(block: body)) }
        group.wait()
    }

    @Test func `elements of one producer keep their order`() {
        for capacity in [1, 2, 7, 3_000] {
            let queue = BoundedQueue<(Int, Int)>(capacity: capacity)
            let taken = Mutex<[[Int]]>([[], [], []])
            let producers = (0..<3).map { producer in
                { @Sendable in for number in 0..<2_500 { queue.add((producer, number)) } }
            }
            together(
                producers + [
                    {
                        for _ in 0..<7_500 {
                            guard let (producer, number) = queue.next() else { return }
                            taken.withLock { $0[producer].append(number) }
                        }
                    }
                ])
            #expect(taken.withLock { $0 } == Array(repeating: Array(0..<2_500), count: 3))
        }
    }

    @Test func `no more is in it than there is room`() {
        for capacity in [1, 3, 64] {
            let queue = BoundedQueue<Int>(capacity: capacity)
            let added = Atomic(0)
            let asked = Atomic(0)
            let tooMany = Atomic(0)
            together([
                {
                    for number in 0..<5_000 {
                        queue.add(number)
                        let inside = added.add(1, ordering: .sequentiallyConsistent).newValue
                        // Whatever has been asked for by now was at least as much as had been taken then.
                        if inside - asked.load(ordering: .sequentiallyConsistent) > capacity {
                            tooMany.add(1, ordering: .relaxed)
                        }
                    }
                },
                {
                    // The producer fills the queue first; it cannot go on alone.
                    while added.load(ordering: .sequentiallyConsistent) < capacity {}
                    for _ in 0..<5_000 {
                        asked.add(1, ordering: .sequentiallyConsistent)
                        _ = queue.next()
                    }
                },
            ])
            #expect(tooMany.load(ordering: .relaxed) == 0)
        }
    }

    @Test func `several consumers share the elements, and all come to the end`() {
        for consumers in 1...5 {
            let queue = BoundedQueue<Int>(capacity: 16)
            let taken = Mutex<[Int]>([])
            let ended = Atomic(0)
            let consumer: @Sendable () -> Void = {
                while let number = queue.next() { taken.withLock { $0.append(number) } }
                ended.add(1, ordering: .relaxed)
            }
            together(
                Array(repeating: consumer, count: consumers) + [
                    {
                        for number in 0..<4_000 { queue.add(number) }
                        queue.close()
                    }
                ])
            #expect(taken.withLock { $0.sorted() } == Array(0..<4_000))
            #expect(ended.load(ordering: .relaxed) == consumers)
        }
    }

    @Test func `several consumers with little patience share them too`() {
        let queue = BoundedQueue<Int>(capacity: 2)
        let taken = Mutex<[Int]>([])
        let consumer: @Sendable () -> Void = {
            while true {
                switch queue.next(waiting: 1) {
                case .element(let number): taken.withLock { $0.append(number) }
                case .nothingYet: continue
                case .closed: return
                }
            }
        }
        together(
            Array(repeating: consumer, count: 4) + [
                {
                    for number in 0..<2_000 { queue.add(number) }
                    queue.close()
                }
            ])
        #expect(taken.withLock { $0.sorted() } == Array(0..<2_000))
    }

    @Test func `a closed queue gives what is in it, and then its end for good`() {
        let queue = BoundedQueue<Int>(capacity: 5)
        for number in 0..<5 { queue.add(number) }
        queue.close()
        queue.close()
        #expect((0..<5).map { _ in queue.next() } == [0, 1, 2, 3, 4])
        for _ in 0..<5 {
            #expect(queue.next() == nil)
            guard case .closed = queue.next(waiting: 1) else { return #expect(Bool(false), "it is closed") }
        }
    }

    @Test func `an empty queue says that there is nothing yet`() {
        let queue = BoundedQueue<Int>(capacity: 5)
        guard case .nothingYet = queue.next(waiting: 1) else { return #expect(Bool(false), "there is nothing") }
        queue.add(7)
        guard case .element(7) = queue.next(waiting: 60_000) else { return #expect(Bool(false), "there is a 7") }
        guard case .nothingYet = queue.next(waiting: 0) else { return #expect(Bool(false), "there is nothing again") }
    }

    @Test func `what was taken is let go at once`() {
        final class Folder: Sendable {}
        let queue = BoundedQueue<Folder>(capacity: 10)
        weak var first: Folder?
        do {
            let folder = Folder()
            first = folder
            queue.add(folder)
        }
        queue.add(Folder())
        #expect(first != nil)
        _ = queue.next()
        #expect(first == nil)
    }

    @Test func `a queue may go with elements in it`() async {
        await #expect(processExitsWith: .success) {
            let queue = BoundedQueue<Int>(capacity: 3)
            queue.add(1)
        }
    }
}
