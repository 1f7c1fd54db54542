// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinFiles
import JozinImaging
import JozinWorkers
import Synchronization
import JozinTestSupport
import Testing

@Suite struct `The frame budget is never overdrawn, and serves everyone` {
    /// Runs bodies on threads of their own.
    private func start(_ group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "test").async(group: group, execute: DispatchWorkItem(block: body))
    }

    /// Waits until so many stand in the line; nothing but their coming is waited for.
    private func awaitWaiting(_ count: Int, _ budget: FrameBudget) {
        while budget.waiting != count { sched_yield() }
    }

    @Test func `whatever is asked for by many at once, no more is out than there is`() {
        for (seed, total) in [(1, 1), (2, 7), (3, 100), (4, 4096)] {
            let budget = FrameBudget(bytes: total)
            let out = Atomic(0)
            let served = Atomic(0)
            let worst = Atomic(0)
            let group = DispatchGroup()
            for thread in 0..<12 {
                start(group) {
                    var random = SeededGenerator(seed: UInt64(seed * 100 + thread))
                    for _ in 0..<400 {
                        // Now and then nothing, or more than there is.
                        let wanted = random.number(0...(total * 5 / 4 + 1))
                        guard let grant = budget.take(wanted, isStopped: { false }) else { return }
                        let now = out.add(grant.bytes, ordering: .relaxed).newValue
                        worst.max(now, ordering: .relaxed)
                        if random.number(0...3) == 0 { sched_yield() }
                        out.subtract(grant.bytes, ordering: .relaxed)
                        if grant.bytes == min(wanted, total) { served.add(1, ordering: .relaxed) }
                    }
                }
            }
            group.wait()
            #expect(served.load(ordering: .relaxed) == 12 * 400 && worst.load(ordering: .relaxed) <= total)
            #expect(budget.waiting == 0)
            // Everything came back.
            #expect(budget.take(total, isStopped: { true })?.bytes == total)
        }
    }

    @Test func `a large one is not overtaken by small ones`() {
        let budget = FrameBudget(bytes: 10)
        let order = Mutex<[Int]>([])
        let group = DispatchGroup()
        let held = budget.take(6, isStopped: { false })
        for (place, wanted) in [8, 1, 1, 1].enumerated() {
            start(group) {
                guard let grant = budget.take(wanted, isStopped: { false }) else { return }
                order.withLock { $0.append(wanted) }
                _ = consume grant
            }
            awaitWaiting(place + 1, budget)
        }
        // Four are free, and one of those behind would fit.
        #expect(budget.waiting == 4 && order.withLock { $0.isEmpty })
        _ = consume held
        group.wait()
        #expect(order.withLock { Set($0) == [8, 1] && $0.count == 4 } && budget.waiting == 0)
    }

    @Test func `waiting ends when the scan is stopped, and makes way for others`() {
        let budget = FrameBudget(bytes: 10)
        let isStopped = Atomic(false)
        let refused = Atomic(0)
        let group = DispatchGroup()
        let held = budget.take(6, isStopped: { false })
        for place in 1...3 {
            start(group) {
                let grant = budget.take(9, isStopped: { isStopped.load(ordering: .relaxed) })
                if grant == nil { refused.add(1, ordering: .relaxed) }
            }
            awaitWaiting(place, budget)
        }
        let small = DispatchGroup()
        start(small) { _ = budget.take(4, isStopped: { false }) }
        awaitWaiting(4, budget)
        isStopped.store(true, ordering: .relaxed)
        group.wait()
        // Nobody stands before it any more.
        small.wait()
        #expect(refused.load(ordering: .relaxed) == 3 && budget.waiting == 0)
        _ = consume held
        #expect(budget.take(10, isStopped: { true })?.bytes == 10, "what is there is given without waiting")
    }

    @Test func `stopped and served at the same moment, nothing is lost`() {
        for round in 0..<30 {
            let budget = FrameBudget(bytes: 4)
            let isStopped = Atomic(false)
            let group = DispatchGroup()
            for thread in 0..<6 {
                start(group) {
                    var random = SeededGenerator(seed: UInt64(round * 10 + thread))
                    for _ in 0..<20 { _ = budget.take(random.number(1...4), isStopped: { isStopped.load(ordering: .relaxed) }) }
                }
            }
            isStopped.store(true, ordering: .relaxed)
            group.wait()
            #expect(budget.waiting == 0 && budget.take(4, isStopped: { true })?.bytes == 4)
        }
    }

    @Test func `where a frame is held depends on its size, the budget and the limits`() throws {
        let tree = try TemporaryTree()
        let limits = DecodeLimits.standard
        let most = limits.mostHeld
        func place(_ codec: Int, _ frame: Int, budget: Int, isWriting: Bool) throws -> FrameBudget.Place {
            let scratch = isWriting ? ScratchFolder(try StateFolder(try Descriptor.folder(tree.path))) : nil
            return FrameBudget(bytes: budget, largestInMemory: 1000, scratch: scratch).place(
                for: HeldMemory(codec: codec, frame: frame), limits)
        }
        for isWriting in [false, true] {
            #expect(try place(0, 1000, budget: most, isWriting: isWriting) == .memory)
            #expect(try place(most, 0, budget: most, isWriting: isWriting) == .memory)
            #expect(try place(most + 1, 0, budget: .max, isWriting: isWriting) == .nowhere, "no file helps a codec")
            #expect(try place(0, limits.longestFrame + 1, budget: .max, isWriting: isWriting) == .nowhere)
            #expect(try place(.max, .max, budget: .max, isWriting: isWriting) == .nowhere)
        }
        #expect(try place(0, 1001, budget: most, isWriting: false) == .memory)
        #expect(try place(0, 1001, budget: most, isWriting: true) == .scratch(1001))
        #expect(try place(most - 500, 1000, budget: most, isWriting: true) == .scratch(1000))
        #expect(try place(most - 500, 1000, budget: most, isWriting: false) == .nowhere)
        #expect(try place(10, 500, budget: 509, isWriting: true) == .scratch(500), "more than the whole budget")
    }

    @Test func `the usual budget lets the largest photo through`() {
        for maxPixels in [nil, 1000, 1_000_000_000, DecodeLimits.mostPixels] {
            let limits = DecodeLimits.standard.allowing(maxPixels: maxPixels)
            #expect(FrameBudget(for: limits).bytes >= limits.mostHeld)
            #expect(FrameBudget(for: limits).bytes <= max(4 << 30, limits.mostHeld))
        }
    }
}

@Suite struct `A larger limit of pixels raises memory and time with it` {
    @Test func `never less than usual, and in proportion`() {
        let standard = DecodeLimits.standard
        #expect(standard.allowing(maxPixels: nil) == standard)
        #expect(standard.allowing(maxPixels: standard.pixels) == standard)
        let twice = standard.allowing(maxPixels: standard.pixels * 2)
        #expect(twice.pixels == standard.pixels * 2 && twice.memory == 2 << 30 && twice.side == standard.side)
        #expect(twice.cpuSeconds == 40 && twice.wallMilliseconds == 60_000)
        let small = standard.allowing(maxPixels: 5)
        #expect(small.pixels == 5 && small.memory == standard.memory && small.cpuSeconds == standard.cpuSeconds)
        var random = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let (a, b) = (random.number(1...DecodeLimits.mostPixels), random.number(1...DecodeLimits.mostPixels))
            let (less, more) = (standard.allowing(maxPixels: min(a, b)), standard.allowing(maxPixels: max(a, b)))
            #expect(less.memory <= more.memory && less.wallMilliseconds <= more.wallMilliseconds && less.pixels <= more.pixels)
            // A turned picture of three channels always finds room without a scratch file.
            #expect(more.mostHeld >= 3 * more.pixels)
        }
        #expect(standard.allowing(maxPixels: .max).pixels == DecodeLimits.mostPixels)
        #expect(standard.allowing(maxPixels: -1).pixels == 1)
    }
}
