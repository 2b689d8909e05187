import Glibc

/// A web server on free ports of loopback, with and without TLS.
final class Nginx: Sendable {
    static let isInstalled = Program.path("nginx") != nil && Program.path("openssl") != nil

    let folder: TemporaryFolder
    let port: Int
    let tlsPort: Int
    private let program: Program

    /// - Parameter locations: what stands in both servers' blocks, beside the folder's files.
    init(_ locations: String = "") throws {
        let folder = try TemporaryFolder()
        try folder.makeCertificate()
        mkdir(folder.path + "/www", 0o755)
        // nginx takes over sockets that listen already: no port is lost to somebody else in between.
        let (plain, port) = try Loopback.listen()
        let (tls, tlsPort) = try Loopback.listen()
        defer {
            close(plain)
            close(tls)
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.path)/\($0);" }.joined(separator: " ")
        try folder.write(
            "nginx.conf",
            """
            daemon off; worker_processes 1; pid \(folder.path)/pid; error_log \(folder.path)/error.log;
            events { worker_connections 512; }
            http {
              access_log off; \(temporary)
              types { application/rss+xml xml; } gzip on; gzip_types application/rss+xml; gzip_min_length 1;
              server { listen 127.0.0.1:\(port); root \(folder.path)/www; \(locations) }
              server {
                listen 127.0.0.1:\(tlsPort) ssl http2; root \(folder.path)/www; \(locations)
                ssl_certificate \(folder.path)/cert.pem; ssl_certificate_key \(folder.path)/key.pem;
              }
            }
            """)
        program = try Program(
            "nginx", ["-c", folder.path + "/nginx.conf", "-p", folder.path], output: folder.path + "/out",
            environment: ["NGINX=\(plain);\(tls);"])
        self.folder = folder
        self.port = port
        self.tlsPort = tlsPort
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var tlsURL: String { "https://localhost:\(tlsPort)" }
    var certificate: String { folder.path + "/cert.pem" }

    func stop() { program.stop() }
}
