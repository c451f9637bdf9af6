# Answers each request with what the database says.
use IO::Socket::INET;
$SIG{TERM} = sub { exit 0 };
$server = IO::Socket::INET->new(LocalPort => 8080, Listen => 9, ReuseAddr => 1) or die "no socket: $!";
while ($client = $server->accept) {
    while (<$client>) { last if /^\r?$/ }
    $data = `psql "\$(cat /run/secrets/connection)" -Atc "SELECT 'the data of ' || data FROM page"`;
    print $client "HTTP/1.0 200 OK\r\nContent-Length: " . length($data) . "\r\n\r\n$data";
    close $client;
}
