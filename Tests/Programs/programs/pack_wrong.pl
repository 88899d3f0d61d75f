use strict; use warnings;
use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 9090) or die "connect: $!";
for my $text ('first', 'second message') {
    syswrite $s, pack('V', length $text) . $text; # <- length-byte-order
}
$s->shutdown(1);
my $n = sysread $s, my $answer, 10;
print defined $n && $n ? "answered\n" : "no answer\n";
