use strict;
use warnings;
use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerHost => '127.0.0.1', PeerPort => 9090, Proto => 'tcp') or die;
$s->autoflush(1);
for my $i (1 .. 10) {
    print $s "line $i\n"; # <- write-after-close
    select(undef, undef, undef, 0.05);
}
print "all lines are sent\n";
