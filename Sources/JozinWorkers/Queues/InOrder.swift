// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Puts results that several threads finish in any order back into the order in which their work was handed out.
package struct InOrder<Element> {
    private var next = 0
    private var early: [Int: Element] = [:]

    package init() {}

    /// Takes result number `number`, and gives what can go on now, in order.
    package mutating func add(_ element: Element, number: Int) -> [Element] {
        early[number] = element
        var ready: [Element] = []
        while let element = early.removeValue(forKey: next) {
            ready.append(element)
            next += 1
        }
        return ready
    }
}
