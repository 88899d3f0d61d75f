use strict; use warnings; use IO::Socket::INET;
my $s = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1', Proto => 'tcp') or die;
my $pid = fork();
if (!$pid) {
    my $k = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $s->sockport) or die;
    print $k "hello\n";
    $k->flush;
    my $l = <$k>;
    print "got $l";
    exit 0;
}
my $c = $s->accept;
my $b;
$c->recv($b,
   100);
$c->send("answer\n");
close $c;
waitpid($pid, 0);
