use strict; use warnings;
use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $ARGV[0], Timeout => 5) or die "connect: $!";
binmode $s;
while (read($s, my $head, 2) == 2) {
    my $length = unpack 'n', $head;
    my $got = read($s, my $body, $length) // 0;
    die "cut off\n" if $got != $length;
    print "$length: $body\n";
}
close $s;
