extension PhraseTable {
    /// Capture programs, raw sockets, WSL, scripts.
    static let capturing = #"""
        # Capturing
        permission-denied-capture weight=5 | you don't have permission to capture on that device
            > tcpdump: wlp2s0: You don't have permission to capture on that device
        permission-denied-capture weight=5 | you don't have permission to perform this capture
            > tcpdump: eth0: You don't have permission to perform this capture on that device
        permission-denied-capture weight=5 | you do not have permission to capture on device
            > tshark: You do not have permission to capture on device "eth0".
        permission-denied-capture errno=EACCES weight=6 | couldn't run {*}dumpcap in child process: permission denied
            > Couldn't run /usr/bin/dumpcap in child process: Permission denied
        permission-denied-capture weight=4 | couldn't run dumpcap in child process
            > Couldn't run dumpcap in child process: Permission denied
        permission-denied-capture weight=5 | the capture session could not be initiated{*}(you don't have permission
            > The capture session could not be initiated on interface 'eth0' (You don't have permission to capture on that device).
        permission-denied-capture weight=5 | you do not have permission to capture
            > You do not have permission to capture on device
        permission-denied-capture weight=2 near=capture | make sure you have sufficient permissions
            > Please check to make sure you have sufficient permissions. dumpcap
        permission-denied-capture by=tcpdump weight=4 also=capture-no-such-device | no suitable device found
            > tcpdump: no suitable device found
        permission-denied-capture by=tshark weight=4 also=capture-no-such-device | there are no interfaces on which a capture can be done
            > tshark: There are no interfaces on which a capture can be done
        permission-denied-capture by=wireshark weight=3 also=capture-no-such-device | npcap is not installed
            > Npcap is not installed
        capture-no-such-device weight=5 | no such device exists
            > tcpdump: enp0s8: No such device exists
        capture-no-such-device weight=5 | there is no device named "
            > dumpcap: There is no device named "wlan7".
        capture-no-such-device weight=5 | the interface "{*}" doesn't exist
            > The interface "eth9" doesn't exist.
        capture-no-such-device by=tcpdump weight=5 | invalid adapter index
            > tcpdump: Invalid adapter index 99
        capture-no-such-device weight=5 | invalid adapter index
            > tcpdump: Invalid adapter index 99
        capture-no-such-device weight=5 | there is no interface with that adapter index
            > tshark: There is no interface with that adapter index
        capture-no-such-device weight=4 also=network-unreachable | that device is not up
            > tcpdump: eth1: That device is not up
        capture-no-such-device weight=6 | the capture session could not be initiated on {*}no such device
            > The capture session could not be initiated on interface 'eth9' (No such device exists).
        capture-no-such-device weight=2 | device "{*}" does not exist
            > Device "eth9" does not exist.
        capture-no-such-device weight=2 also=cannot-assign-address near=capture | siocgif
            > tcpdump: SIOCGIFHWADDR: No such device
        capture-filter-syntax weight=6 | can't parse filter expression
            > tcpdump: can't parse filter expression: syntax error
        capture-filter-syntax weight=6 | isn't a valid capture filter
            > That string isn't a valid capture filter
        capture-filter-syntax weight=6 | invalid capture filter
            > dumpcap: Invalid capture filter "tcp.port eq 7400" for interface 'lo'.
        capture-filter-syntax weight=6 | isn't a valid display filter
            > tshark: "tcp port 80" isn't a valid display filter
        capture-filter-syntax weight=5 | was unexpected in this context
            > tshark: "=" was unexpected in this context.
        capture-filter-syntax weight=6 | is neither a field nor a protocol name
            > tshark: "port" is neither a field nor a protocol name.
        capture-filter-syntax weight=6 | is not a valid protocol or protocol field
            > "tcp.prt" is not a valid protocol or protocol field.
        capture-filter-syntax weight=4 | is not a valid filter
            > "tcp.port = " is not a valid filter
        capture-filter-syntax weight=6 | tcpdump: syntax error in filter expression
            > tcpdump: syntax error in filter expression: syntax error
        capture-filter-syntax weight=6 | syntax error in filter expression
            > syntax error in filter expression
        capture-filter-syntax by=tcpdump weight=6 | tcpdump: illegal token:
            > tcpdump: illegal token: =
        capture-filter-syntax by=tcpdump weight=3 also=name-resolution near=capture | unknown host '{host}'
            > tcpdump: unknown host 'db.lab'
        capture-filter-syntax by=tcpdump weight=6 | tcpdump: unknown port '
            > tcpdump: unknown port 'htp'
        capture-filter-syntax weight=5 | is not a valid hostname or ipv4 address
            > tshark: "300.1.1.1" is not a valid hostname or IPv4 address.
        capture-filter-syntax weight=5 | filter expression would reject all packets
            > expression rejects all packets; filter expression would reject all packets
        capture-filter-syntax weight=5 | expression rejects all packets
            > tcpdump: expression rejects all packets
        capture-filter-syntax weight=3 | cannot be found in protocol
            > field cannot be found in protocol
        capture-filter-syntax weight=5 | unexpected end of filter
            > tshark: Unexpected end of filter expression.
        capture-filter-syntax weight=5 | missing right parenthesis in filter
            > missing right parenthesis in filter
        capture-filter-syntax weight=3 | -r and capture filters are not
            > tshark: -r and capture filters are not allowed
        # Raw sockets without permission
        permission-denied-capture errno=EPERM weight=2 also=firewall-blocked | socket: operation not permitted
            > ping: socket: Operation not permitted
        permission-denied-capture by=ping weight=4 | missing cap_net_raw
            > ping: => missing cap_net_raw+p capability or setuid?
        permission-denied-capture by=nmap weight=4 also=permission-denied-file,not-a-socket-error | you requested a scan type which requires root privileges
            > You requested a scan type which requires root privileges.
        permission-denied-capture weight=4 also=firewall-blocked | may be running as user rather than root
            > Socket Error. May be running as user rather than root: Operation not permitted
        # WSL
        wsl-specific by=wsl weight=4 | wsl: {*}
            > wsl: Failed to configure network (networkingMode Nat), falling back to networkingMode None.
        wsl-specific by=wsl weight=6 | error code: wsl/
            > Error code: Wsl/Service/CreateInstance/CreateVm/HCS/0x800706f7
        wsl-specific by=wsl weight=6 | wsl/service/
            > Wsl/Service/0x8007273d
        wsl-specific by=wsl weight=6 | wslregisterdistribution failed
            > WslRegisterDistribution failed with error: 0x80370102
        wsl-specific by=wsl weight=3 | windows subsystem for linux
            > The Windows Subsystem for Linux has not been enabled.
        wsl-specific by=wsl weight=6 | wsl_e_
            > WSL_E_DISTRO_NOT_FOUND
        wsl-specific by=wsl weight=4 | wslserviceimpl
            > WslServiceImpl
        wsl-specific by=wsl weight=5 | there is no distribution with the supplied name
            > There is no distribution with the supplied name.
        wsl-specific by=wsl weight=5 | please enable the virtual machine platform windows feature
            > Please enable the Virtual Machine Platform Windows feature and ensure virtualization is enabled in the BIOS.
        wsl-specific by=wsl weight=4 | the term 'wsl' is not recognized
            > wsl : The term 'wsl' is not recognized as the name of a cmdlet
        wsl-specific weight=4 also=docker-daemon-not-running,not-a-socket-error | systemd has not been booted with systemd as init system
            > System has not been booted with systemd as init system (PID 1). Can't operate.\nsystemd has not been booted with systemd as init system
        wsl-specific weight=4 also=docker-daemon-not-running,not-a-socket-error | system has not been booted with systemd as init system
            > System has not been booted with systemd as init system (PID 1). Can't operate.
        wsl-specific by=wsl weight=3 | wsl2 backend
            > WSL2 backend could not be started
        wsl-specific by=docker weight=6 also=docker-daemon-not-running,not-a-socket-error | the command 'docker' could not be found in this wsl 2 distro
            > The command 'docker' could not be found in this WSL 2 distro.
        wsl-specific by=wsl weight=5 | hcs_e_
            > HCS/HCS_E_SERVICE_NOT_AVAILABLE
        wsl-specific weight=4 also=not-a-socket-error | unc paths are not supported. defaulting to windows directory
            > CMD.EXE was started with the above path as the current directory. UNC paths are not supported. Defaulting to Windows directory.
        wsl-specific by=wsl weight=5 | <3>wsl (
            > <3>WSL (9) ERROR: UtilConnectUnix:467: connect failed 111
        # Scripts
        permission-denied-file by=bash errno=EACCES also=wsl-specific | bad interpreter: permission denied
            > bash: ./run.sh: /bin/bash: bad interpreter: Permission denied
        permission-denied-file by=bash errno=ENOENT also=not-a-socket-error,wsl-specific | bad interpreter: no such file or directory
            > bash: ./run.sh: /bin/bash^M: bad interpreter: No such file or directory
        permission-denied-file by=bash also=not-a-socket-error,wsl-specific | cannot execute: required file not found
            > bash: ./run.sh: cannot execute: required file not found
        """#
}
