use strict;
use warnings;
use IO::Socket;
$SIG{INT} = sub { print "total $main::total\n"; exit 0 };
our $total = 0;
my $server = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 1, ReuseAddr => 1) or die $!;
my $c = $server->accept;
while (1) {
    my $n = $c->sysread(my $data, 4096); # <- end-of-stream-ignored
    $total += length($data) if defined $n;
}
