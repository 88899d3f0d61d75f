#!/usr/bin/perl
use strict;
use warnings;
use IO::Socket::INET;
use POSIX ':sys_wait_h';

$SIG{CHLD} = sub { 1 while waitpid(-1, WNOHANG) > 0 };
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 10, ReuseAddr => 1)
    or die "listen: $!";
my $stop = 0;
$SIG{TERM} = sub { $stop = 1; $server->close };
until ($stop) {
    my $client = $server->accept or next;
    defined(my $pid = fork) or die "fork: $!";
    if ($pid == 0) {
        $server->close;
        $client->autoflush(1);
        while (my $line = <$client>) {
            chomp $line;
            last if $line eq 'quit';
            print $client scalar(reverse $line), "\n";
        }
        exit 0;
    }
    close $client;
}
