use strict; use warnings;
use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ARGV[0]") or die "no server: $!";
$s->blocking(0);
my $data = "x" x 6_000_000;
$s->syswrite($data); # <- short-send-ignored
close $s;
print "pushed\n";
