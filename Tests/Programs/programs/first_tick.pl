use strict;
use IO::Socket::INET;
my $clock = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 9090) or die $!;
my $line = <$clock>;
print $line;
close $clock;
sleep 1;
