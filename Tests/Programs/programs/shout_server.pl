#!/usr/bin/perl
# Shouts back what the client says, with a line number.
use strict;
use warnings;
use IO::Socket::INET;

my $port = shift @ARGV;
my $server = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1',
    LocalPort => $port,
    Proto     => 'tcp',
    Listen    => 5,
    ReuseAddr => 1,
) or die "cannot listen: $!\n";

my $client = $server->accept();
my ($line, $count) = ('', 0);
while (sysread($client, $line, 1024)) { # <- one-receive-per-message, messages-merged
    $count++;
    print "$count $line\n";
    syswrite($client, "$count " . uc($line));
}
close $client;
