#!/usr/bin/perl -w
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalPort => 9090, Listen => 5) # <- reuse-address-missing
    or die "Cannot listen on port 9090: $!\n";
my $client = $server->accept();
print $client "Hello from Perl\n";
close($client);
