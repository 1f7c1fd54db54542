// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Hummingbird
import HummingbirdCore
import JozinCore
import JozinFiles
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// One library's server: the API of `contracts/api/jozin.openapi.yaml`, and the page.
///
/// Invariant: no answer carries the bytes of an original; what is seen of a photo was drawn anew by `jozin-decode`.
public struct PhotoServer: Sendable {
    /// Where it listens and how it is called.
    public struct Settings: Sendable {
        /// The address to listen at; this machine alone by default.
        public var address = "127.0.0.1"
        /// 0 for any that is free.
        public var port = PhotoServer.usualPort
        /// Names besides this machine's own, with their ports, that browsers may call it by.
        public var hosts: [String] = []

        /// This machine alone.
        public init() {}
    }

    /// The port where nothing else is asked for.
    public static let usualPort = 7707

    private let settings: Settings
    private let desk: LibraryDesk
    private let page: PageFiles
    private let token: AccessToken

    /// A server that is not started yet.
    public init(_ settings: Settings, desk: LibraryDesk, page: PageFiles, token: AccessToken) {
        self.settings = settings
        self.desk = desk
        self.page = page
        self.token = token
    }

    /// Listens until SIGTERM or SIGINT; `ready` is told the port as soon as somebody may come.
    public func run(ready: @escaping @Sendable (Int) -> Void) async throws {
        var logger = Logger(label: "jozin.serve", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .error
        SystemMemory.giveBackLargeBlocks()
        desk.readSmallCatalog()
        let hosts = HostList(settings.hosts)
        let application = Application(
            router: router(hosts),
            server: HTTPServerBuilder { OwnTargets(HTTP1Channel(responder: $0, configuration: PhotoServer.connections)) },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address, port: settings.port), backlog: PhotoServer.backlog,
                availableConnectionsDelegate: MaximumAvailableConnections(PhotoServer.mostConnections)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                hosts.listens(at: port)
                ready(port)
            }, logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    ServiceGroupConfiguration.ServiceConfiguration(service: desk),
                    ServiceGroupConfiguration.ServiceConfiguration(service: application),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where [EADDRINUSE, EACCES, EADDRNOTAVAIL].contains(error.errnoCode) {
            throw PhotoServer.refusal(error.errnoCode, settings)
        }
    }

    private static func refusal(_ number: Int32, _ settings: Settings) -> Problem {
        let sentence =
            switch number {
            case EADDRINUSE: "another program listens at port \(settings.port)"
            case EACCES: "this user may not listen at port \(settings.port)"
            default: "\(settings.address) is no address of this machine"
            }
        return Problem(.environment, sentence, remedy: "Choose another --\(number == EADDRNOTAVAIL ? "address" : "port").")
    }

    private func router(_ hosts: HostList) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SafeHeaders())
        router.add(middleware: Gate(hosts: hosts, token: token))
        let table = RouteTable(
            [
                SessionRoutes(token).all, LibraryRoutes(desk).all, TimelineRoutes(desk).all, PhotoRoutes(desk).all,
                PictureRoutes(desk).all,
                SearchRoutes(desk).all, DuplicateRoutes(desk).all, DecisionRoutes(desk).all, JobRoutes(desk).all,
                EventRoutes(desk).all,
            ].flatMap(\.self))
        table.enter(into: router, page)
        return router
    }

    /// A client that sends nothing for a while makes room for others.
    /// What comes beyond waits in the kernel's queue until a connection is closed.
    private static var mostConnections: Int { min(4096, Environment.raiseDescriptorLimit() / 2) }
    private static let backlog = 1024

    /// A query has 10,000 characters of up to twelve bytes each, as addresses have them.
    private static var connections: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 128 << 10, maxHeaderListSize: 160 << 10, maxHeaderFieldCount: 200))
    }
}
