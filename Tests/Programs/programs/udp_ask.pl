use strict; use warnings;
use Socket;
socket(my $s, PF_INET, SOCK_DGRAM, getprotobyname('udp')) or die $!;
my $to = sockaddr_in($ARGV[0], inet_aton('127.0.0.1'));
send($s, 'ping', 0, $to) or die "send: $!"; # <- unconnected-udp-hides-errors
$SIG{ALRM} = sub { print "no pong\n"; exit 1 };
alarm 1;
recv($s, my $pong, 100, 0); # <- unconnected-udp-hides-errors
print "$pong\n";
