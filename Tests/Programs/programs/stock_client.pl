use strict; use warnings;
use Socket;

my ($port) = @ARGV;
socket(my $sock, PF_INET, SOCK_STREAM, getprotobyname('tcp')) or die "socket: $!";
connect($sock, sockaddr_in($port, inet_aton('127.0.0.1'))) or die "connect: $!";
send($sock, "ACME\n", 0);
my $reply = '';
recv($sock, $reply, 1000, 0); # <- one-receive-per-message, message-split
my ($name, $price) = split /=/, $reply;
print "$name costs ", (defined $price ? $price : 'nothing'), "\n";
close $sock;
