import SocketFacts

/// How rules are named, removed and re-checked.
extension RuleReference {
    /// "rule 7 of chain input, table inet filter (tcp dport 9090 drop)".
    var title: String {
        let place =
            origin == .nftables ? "chain \(chain) of table \(family) \(table)" : "chain \(chain) of table \(table)"
        let tool = origin == .nftables ? "" : " (\(origin.rawValue))"
        guard let rule else { return "the policy of \(place)\(tool)" }
        return "the rule \"\(Wording.escaped(rule))\" in \(place)\(tool)"
    }

    private var command: String {
        switch origin {
        case .nftables: "nft"
        case .iptables: "iptables"
        case .iptablesLegacy: "iptables-legacy"
        case .ip6tables: "ip6tables"
        case .ip6tablesLegacy: "ip6tables-legacy"
        }
    }

    var recheck: String {
        origin == .nftables
            ? "sudo nft -a list chain \(family) \(table) \(chain)"
            : "sudo \(command) -t \(table) -L \(chain) -n -v --line-numbers"
    }

    /// What lets the port through; an answer has it as its source port.
    func fixes(_ question: Question, isReply: Bool) -> [Fix] {
        let transport = question.transport.rawValue
        if manager == "ufw", !isReply {
            let way = hook == "output" ? "allow out" : "allow"
            return [Fix("allow the port", command: "sudo ufw \(way) \(question.port)/\(transport)")]
        }
        if manager == "firewalld", !isReply {
            return [Fix("allow the port", command: "sudo firewall-cmd --add-port=\(question.port)/\(transport)")]
        }
        let what = isReply ? "allow the answers" : "allow the port"
        if origin == .nftables {
            if let number, rule != nil {
                return [
                    Fix("remove the rule", command: "sudo nft delete rule \(family) \(table) \(chain) handle \(number)")
                ]
            }
            return [
                Fix(
                    what,
                    command: "sudo nft insert rule \(family) \(table) \(chain) \(transport) "
                        + "\(isReply ? "sport" : "dport") \(question.port) accept")
            ]
        }
        if let number, rule != nil {
            return [Fix("remove the rule", command: "sudo \(command) -t \(table) -D \(chain) \(number)")]
        }
        return [
            Fix(
                what,
                command: "sudo \(command) -I \(chain) -p \(transport) "
                    + "\(isReply ? "--sport" : "--dport") \(question.port) -j ACCEPT")
        ]
    }
}

extension FirewallFacts {
    /// Nothing was seen to stop the exchange, and not everything could be evaluated: as good as not having looked.
    var doubt: Unobserved? {
        guard stopping == nil, let what = (request.unmodelled + (reply?.unmodelled ?? [])).first else { return nil }
        return .unsupported("an evaluation of \(Wording.escaped(what, limit: 120))")
    }

    /// The verdict that stops the exchange, and whether it is the answer that it stops.
    var stopping: (verdict: FirewallVerdict, isReply: Bool)? {
        if request.decision != .accepted { return (request, false) }
        if let reply, reply.decision != .accepted { return (reply, true) }
        return nil
    }
}

extension FirewallVerdict {
    /// "certain" only when every match on the way was understood.
    var confidence: Confidence { unmodelled.isEmpty ? .certain : .likely }

    var doubts: [Evidence] {
        unmodelled.isEmpty
            ? []
            : [
                Evidence(
                    "Not everything in the rules could be evaluated: \(Wording.escaped(unmodelled.prefix(3).joined(separator: "; "))).",
                    recheck: "sudo nft list ruleset")
            ]
    }
}
