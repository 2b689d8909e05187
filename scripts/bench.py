"""The measuring half of scripts/bench; see there."""
import argparse
import os
import pathlib
import shutil
import signal
import socket
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
arguments.add_argument("--only", choices=["mail", "imap", "feeds"])
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


def bench_imap(mail):
    place = room / "dovecot"
    place.mkdir()
    shutil.copytree(mail, place / "home" / "Maildir")
    user = "nobody" if os.getuid() == 0 else os.environ.get("USER", "nobody")
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", "nobody", place / "home"], check=True)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost", "-keyout", place / "key.pem", "-out", place / "cert.pem"], check=True, capture_output=True)
    port, plain = free_port(), free_port()
    own = "" if os.getuid() == 0 else f"default_internal_user = {user}\ndefault_login_user = {user}\nservice anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
    (place / "dovecot.conf").write_text(
        f"base_dir = {place}/run\nstate_dir = {place}/run\nlog_path = {place}/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = yes\n"
        f"ssl_cert = <{place}/cert.pem\nssl_key = <{place}/key.pem\nmail_location = maildir:{place}/home/Maildir\nfirst_valid_uid = 1\n{own}"
        f"passdb {{\n driver = static\n args = password=bench\n}}\nuserdb {{\n driver = static\n args = uid={user} gid={'nogroup' if user == 'nobody' else user} home={place}/home\n}}\n"
        f"service imap-login {{\n chroot =\n inet_listener imap {{\n port = {plain}\n }}\n inet_listener imaps {{\n port = {port}\n ssl = yes\n }}\n}}\n")
    start(["dovecot", "-F", "-c", place / "dovecot.conf"], port)
    (room / "password").write_text("bench")
    folder, poll, forget = office(
        "imap", f"  - {{ name: box, mailbox: 'imaps://bench@localhost:{port}/INBOX', password: {{ file: {room}/password }}, authorities: {place}/cert.pem, private: true }}\n")
    copy = room / "copy"
    (room / "mbsyncrc").write_text(
        f"IMAPAccount b\nHost localhost\nPort {port}\nUser bench\nPass bench\nSSLType IMAPS\nCertificateFile {place}/cert.pem\nPipelineDepth 50\n\n"
        f"IMAPStore far\nAccount b\n\nMaildirStore near\nPath {copy}/\nInbox {copy}/INBOX\n\nChannel c\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSyncState *\nSync Pull\n")

    def fresh_copy():
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
    run(poll)
    compare("20,000 letters by IMAPS", 1.0, (poll,), (["mbsync", "-q", "-c", room / "mbsyncrc", "c"],), forget, fresh_copy, "mbsync")
    score(folder, mail)


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
    if options.only != "feeds":
        subprocess.run([sys.executable, shared / "bench/make-mail", mail], check=True, stdout=subprocess.DEVNULL)
    if options.only in (None, "mail"):
        bench_mail(mail)
    if options.only in (None, "imap"):
        bench_imap(mail)
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
