use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my $listen = IO::Socket::INET->new(LocalPort => 9090, Listen => 5, ReuseAddr => 1) or die $!;
my $set = IO::Select->new($listen);
my %rest;
LOOP: while (my @ready = $set->can_read) {
    for my $fh (@ready) {
        if ($fh == $listen) {
            my $new = $listen->accept;
            $set->add($new);
            $rest{$new} = '';
            next;
        }
        my $n = sysread $fh, $rest{$fh}, 1024, length $rest{$fh};
        if (!$n) {
            $set->remove($fh);
            delete $rest{$fh};
            close $fh;
            last LOOP unless keys %rest;
            next;
        }
        while ($rest{$fh} =~ s/^(.*?)\r?\n//) {
            my $answer = length($1) . "\n";
            while (length $answer) {
                my $sent = syswrite $fh, $answer or last;
                substr($answer, 0, $sent) = '';
            }
        }
    }
}
print "no client is left\n";
