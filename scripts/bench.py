"""The measuring half of scripts/bench; see there."""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("--binary", required=True)
arguments.add_argument("--shared", required=True)
arguments.add_argument("--score", required=True)
arguments.add_argument("--runs", type=int, default=3)
arguments.add_argument("--only", choices=["mail", "imap", "imap-delay", "imap-memory", "imap-idle", "feeds"])
options = arguments.parse_args()
shared = pathlib.Path(options.shared).resolve()
room = pathlib.Path(tempfile.mkdtemp(prefix="adaldyq-bench-"))
os.chmod(room, 0o755)
servers = []


def run(command, cwd=None, check=True, **more):
    """Seconds and peak MB of a command."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if check and status != 0:
        sys.exit(f"{command[0]} failed: {errors.decode(errors='replace')[-2000:]}")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def compare(name, goal, ours, theirs, prepare_ours, prepare_theirs, peer, check_theirs=True):
    """Runs both in turn; prints medians and their ratio."""
    own, other, memory = [], [], []
    for _ in range(options.runs):
        prepare_ours()
        seconds, peak = run(*ours)
        own.append(seconds)
        memory.append(peak)
        prepare_theirs()
        other.append(run(*theirs, check=check_theirs)[0])
    mine, yours = statistics.median(own), statistics.median(other)
    print(f"{name}: adaldyq {mine:.2f} s, {peer} {yours:.2f} s, ratio {mine / yours:.2f} (goal: at most {goal}), "
          f"peak {max(memory):.0f} MB (goal: under 150)", flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(command, port):
    server = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    servers.append(server)
    for _ in range(2000):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.01)
    sys.exit(f"{command[0]} did not start")


def office(name, sources):
    folder = room / name
    folder.mkdir()
    (folder / "c.yaml").write_text("storage: { path: s.sqlite }\nsources:\n" + sources)

    def forget():
        for file in folder.glob("s.sqlite*"):
            file.unlink()
    return folder, [options.binary, "poll", "--config", folder / "c.yaml"], forget


def score(folder, mail):
    with open(folder / "reports.jsonl", "wb") as out:
        subprocess.run([options.binary, "reports", "list", "--format", "jsonl", "--config", folder / "c.yaml"], stdout=out, check=True)
    with open(folder / "reports.jsonl") as reports:
        subprocess.run([options.score, f"{mail}.truth.tsv", str(mail)], stdin=reports)


def bench_mail(mail):
    folder, poll, forget = office("mail", f"  - {{ name: drop, maildir: {mail} }}\n")
    home = room / "mu"

    def fresh_mu():
        shutil.rmtree(home, ignore_errors=True)
        run(["mu", "init", f"--muhome={home}", f"--maildir={mail}"])
    compare("20,000 letters of a Maildir", 1.0, (poll,), (["mu", "index", f"--muhome={home}", "--quiet"],), forget, fresh_mu, "mu index")
    score(folder, mail)


class Dovecot:
    """A real server of one mailbox, on free ports."""

    def __init__(self, mail):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="dovecot-", dir=room))
        os.chmod(self.place, 0o755)
        self.maildir = self.place / "home" / "Maildir"
        shutil.copytree(mail, self.maildir)
        user = "nobody" if os.getuid() == 0 else os.environ.get("USER", "nobody")
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "nobody", self.place / "home"], check=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost", "-keyout", self.place / "key.pem", "-out", self.place / "cert.pem"], check=True, capture_output=True)
        self.port, plain = free_port(), free_port()
        own = "" if os.getuid() == 0 else f"default_internal_user = {user}\ndefault_login_user = {user}\nservice anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
        (self.place / "dovecot.conf").write_text(
            f"base_dir = {self.place}/run\nstate_dir = {self.place}/run\nlog_path = {self.place}/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = yes\n"
            f"ssl_cert = <{self.place}/cert.pem\nssl_key = <{self.place}/key.pem\nmail_location = maildir:{self.maildir}\nfirst_valid_uid = 1\n{own}"
            f"passdb {{\n driver = static\n args = password=bench\n}}\nuserdb {{\n driver = static\n args = uid={user} gid={'nogroup' if user == 'nobody' else user} home={self.place}/home\n}}\n"
            f"service imap-login {{\n chroot =\n inet_listener imap {{\n port = {plain}\n }}\n inet_listener imaps {{\n port = {self.port}\n ssl = yes\n }}\n}}\n")
        start(["dovecot", "-F", "-c", self.place / "dovecot.conf"], self.port)
        (self.place / "password").write_text("bench")

    def source(self, port=None, more=""):
        return (f"  - {{ name: box, mailbox: 'imaps://bench@localhost:{port or self.port}/INBOX', password: {{ file: {self.place}/password }}, "
                f"authorities: {self.place}/cert.pem, private: true{more} }}\n")

    def mbsync(self, port=None, more=""):
        """mbsync's command to copy the mailbox, and what makes it begin anew."""
        copy, file = self.place / "copy", self.place / "mbsyncrc"
        file.write_text(
            f"IMAPAccount b\nHost localhost\nPort {port or self.port}\nUser bench\nPass bench\nSSLType IMAPS\nCertificateFile {self.place}/cert.pem\n{more}\n"
            f"IMAPStore far\nAccount b\n\nMaildirStore near\nPath {copy}/\nInbox {copy}/INBOX\n\nChannel c\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSyncState *\nSync Pull\n")

        def afresh():
            shutil.rmtree(copy, ignore_errors=True)
            copy.mkdir()
        return ["mbsync", "-q", "-c", file, "c"], afresh

    def deliver(self, name, text):
        (self.maildir / "tmp" / name).write_text(text)
        (self.maildir / "tmp" / name).rename(self.maildir / "new" / name)


def make_mail(count, name):
    mail = room / name
    subprocess.run([sys.executable, shared / "bench/make-mail", mail, "--count", str(count)], check=True, stdout=subprocess.DEVNULL)
    return mail


def bench_imap(mail):
    server = Dovecot(mail)
    folder, poll, forget = office("imap", server.source())
    theirs, afresh = server.mbsync(more="PipelineDepth 50\n")
    run(poll)
    compare("20,000 letters by IMAPS", 0.6, (poll,), (theirs,), forget, afresh, "mbsync")
    score(folder, mail)


def bench_imap_delay():
    """Every round trip costs 40 ms: what is asked for at once counts, and nothing else."""
    server = Dovecot(make_mail(5000, "workload-delay"))
    port = free_port()
    start([sys.executable, pathlib.Path(__file__).with_name("bench-relay.py"), port, server.port, "40"], port)
    _, poll, forget = office("imap-delay", server.source(port))
    theirs, afresh = server.mbsync(port)
    run(poll)
    compare("5,000 letters by IMAPS, 40 ms a round trip", 0.5, (poll,), (theirs,), forget, afresh, "mbsync")


def bench_imap_memory():
    """What a poll takes at its peak must not grow with the mailbox."""
    peaks = []
    for count in (5000, 50_000):
        server = Dovecot(make_mail(count, f"workload-{count}"))
        _, poll, _ = office(f"imap-memory-{count}", server.source())
        seconds, peak = run(poll)
        peaks.append(peak)
        print(f"{count:,} letters by IMAPS: {seconds:.2f} s, peak {peak:.0f} MB (goal: at most 120)", flush=True)
    print(f"ten times the letters take {peaks[1] - peaks[0]:+.0f} MB (goal: 0)", flush=True)


def bench_imap_idle():
    """A daemon that waits for letters: what it costs while none comes, and how soon one is stored that does."""
    server = Dovecot(make_mail(100, "workload-idle"))
    folder, command, _ = office("imap-idle", server.source(more=", every: idle"))
    daemon = subprocess.Popen([command[0], "run", *command[2:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    servers.append(daemon)
    store = folder / "s.sqlite"

    def stored():
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as base:
            return base.execute("SELECT count(*) FROM item").fetchone()[0]

    def wait(count, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(sqlite3.Error):
                if stored() >= count:
                    return
            time.sleep(0.002)
        sys.exit(f"there are no {count} letters in the store after {seconds} s")

    def processor():
        fields = pathlib.Path(f"/proc/{daemon.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    wait(100, 30)
    time.sleep(2)
    before = processor()
    time.sleep(60)
    print(f"a minute of waiting for letters: {(processor() - before) * 1000:.0f} ms of processor (goal: none that can be measured)", flush=True)
    delays = []
    for number in range(10):
        began = time.monotonic()
        server.deliver(f"1795000{number:03}.x", f"Subject: late {number}\nMessage-ID: <late{number}@x>\n\nThe lift of house {number} stands still.\n")
        wait(101 + number, 10)
        delays.append(time.monotonic() - began)
        time.sleep(1)
    print(f"from delivery to stored: {statistics.median(delays):.2f} s, at most {max(delays):.2f} s (goal: 1)", flush=True)


def bench_parsing(feeds):
    """Feeds from memory, against xmllint that reads the same XML and makes nothing of it."""
    files = sorted(feeds.glob("*.xml"))
    for at_once in (1, os.cpu_count()):
        own, other = [], []
        for _ in range(options.runs):
            said = subprocess.run([options.binary, "measure", "--at-once", str(at_once), *files], check=True, capture_output=True, text=True).stdout
            own.append(float(said.rsplit(" ", 2)[1]))
            other.append(run(["xmllint", "--noout", "--stream", *files])[0])
        mine, yours = statistics.median(own), statistics.median(other)
        print(f"{len(files)} feeds from memory, {at_once} at once: adaldyq {mine:.2f} s, xmllint --stream {yours:.2f} s, ratio {mine / yours:.2f} (goal: at most 3)", flush=True)


def bench_feeds(feeds):
    port = free_port()
    urls = [line.split()[0] for line in (feeds / "urls.txt").read_text().splitlines() if line.strip()]
    names = [url.split("/", 3)[3] for url in urls]
    (room / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {room}/nginx.pid; error_log {room}/nginx.log; events {{ worker_connections 2048; }}\n"
        f"http {{ access_log off; client_body_temp_path {room}/t1; proxy_temp_path {room}/t2; fastcgi_temp_path {room}/t3; uwsgi_temp_path {room}/t4; scgi_temp_path {room}/t5;\n"
        f"gzip_static on; server {{ listen 127.0.0.1:{port}; root {feeds}; }} }}\n")
    # What is packed was packed before: a server packs on a machine of its own, here it would do so on ours.
    start(["nginx", "-c", room / "nginx.conf", "-p", room], port)
    base = f"http://127.0.0.1:{port}/"
    folder, poll, forget = office("feeds", "".join(f"  - {{ name: f{i}, feed: '{base}{name}', private: true }}\n" for i, name in enumerate(names)))
    sfeed = room / "sfeed"
    (room / "sfeedrc").write_text(f'sfeedpath="{sfeed}"\nmaxjobs=32\nfeeds() {{\n' + "".join(f"feed f{i} '{base}{name}'\n" for i, name in enumerate(names)) + "}\n")

    def fresh_sfeed():
        shutil.rmtree(sfeed, ignore_errors=True)
        sfeed.mkdir()
    compare("1,000 feeds cold", 0.5, (poll,), (["sfeed_update", room / "sfeedrc"],), forget, fresh_sfeed, "sfeed_update", check_theirs=False)
    boat = room / "newsboat"
    boat.mkdir()
    (boat / "urls").write_text("".join(f"{base}{name}\n" for name in names if name.endswith(".xml")))
    (boat / "config").write_text("reload-threads 32\n")

    def fresh_boat():
        (boat / "cache.db").unlink(missing_ok=True)
    # It reads no JSON feeds: it has a tenth less to do.
    compare("1,000 feeds cold", 0.25, (poll,), (["newsboat", "-u", boat / "urls", "-C", boat / "config", "-c", boat / "cache.db", "-x", "reload"],), forget, fresh_boat, "newsboat -x reload", check_theirs=False)
    run(poll)
    etags = room / "etags"
    etags.mkdir()
    (room / "curlrc").write_text("\n".join(
        f'url = "{base}{name}"\noutput = "/dev/null"\nsilent\netag-save = "{etags}/{i}"\netag-compare = "{etags}/{i}"\nnext' for i, name in enumerate(names)).removesuffix("next"))
    curl = ["curl", "--parallel", "--parallel-max", "64", "-K", room / "curlrc"]
    run(curl, check=False)
    nothing = lambda: None
    compare("1,000 feeds unchanged", 2, (poll,), (curl,), nothing, nothing, "curl --parallel", check_theirs=False)


try:
    mail = room / "workload"
    if options.only in (None, "mail", "imap"):
        make_mail(20_000, "workload")
    if options.only in (None, "mail"):
        bench_mail(mail)
    if options.only in (None, "imap"):
        bench_imap(mail)
    for name, bench in (("imap-delay", bench_imap_delay), ("imap-memory", bench_imap_memory), ("imap-idle", bench_imap_idle)):
        if options.only in (None, name):
            bench()
    if options.only in (None, "feeds"):
        feeds = room / "feeds-workload"
        subprocess.run([sys.executable, shared / "bench/make-feeds", feeds], check=True, stdout=subprocess.DEVNULL)
        bench_parsing(feeds)
        bench_feeds(feeds)
finally:
    for server in servers:
        server.send_signal(signal.SIGTERM)
        server.wait()
    shutil.rmtree(room, ignore_errors=True)
