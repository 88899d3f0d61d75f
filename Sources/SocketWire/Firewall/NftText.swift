internal import SocketFacts

/// Rules in nftables' own syntax, from their JSON.
enum NftText {
    static func rule(_ body: JSONValue) -> String {
        var parts = (body["expr"]?.array ?? []).map { expression($0) }
        if let comment = body["comment"]?.string { parts.append("comment \"\(comment)\"") }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    static func expression(_ json: JSONValue, depth: Int = 0) -> String {
        guard depth < 24 else { return "…" }
        func sub(_ value: JSONValue?) -> String { value.map { expression($0, depth: depth + 1) } ?? "" }
        switch json {
        case .null: return ""
        case .bool(let flag): return flag ? "exists" : "missing"
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .string(let text): return text
        case .array(let parts): return parts.map { sub($0) }.joined(separator: ",")
        case .object: break
        }
        guard let (name, body) = json.single else { return plain(json, sub) }
        switch name {
        case "match": return match(body, sub)
        case "payload":
            if body["base"] != nil { return "@\(sub(body["base"])),\(sub(body["offset"])),\(sub(body["len"]))" }
            return "\(sub(body["protocol"])) \(sub(body["field"]))"
        case "meta":
            let key = body["key"]?.string ?? ""
            let bare = ["iif", "oif", "iifname", "oifname", "iifgroup", "oifgroup"].contains(key)
            return bare ? key : "meta \(key)"
        case "ct":
            let direction = body["dir"]?.string.map { $0 + " " } ?? ""
            return "ct \(direction)\(sub(body["key"]))"
        case "fib":
            let flags = body["flags"]?.array?.map { sub($0) } ?? [sub(body["flags"])]
            return "fib \(flags.joined(separator: " . ")) \(sub(body["result"]))"
        case "set" where body["op"] != nil:
            return "\(sub(body["op"])) \(sub(body["set"])) { \(sub(body["elem"])) }"
        case "set":
            return "{ " + (body.array ?? [body]).map { element($0, sub) }.joined(separator: ", ") + " }"
        case "concat": return (body.array ?? []).map { sub($0) }.joined(separator: " . ")
        case "range": return (body.array ?? []).map { sub($0) }.joined(separator: "-")
        case "prefix": return "\(sub(body["addr"]))/\(sub(body["len"]))"
        case "elem": return sub(body["val"])
        case "vmap", "map":
            return "\(sub(body["key"])) \(name) \(sub(body["data"]))"
        case "jump", "goto": return "\(name) \(sub(body["target"]))"
        case "reject":
            guard let type = body["type"]?.string else { return "reject" }
            return body["expr"] == nil ? "reject with \(type)" : "reject with \(type) \(sub(body["expr"]))"
        case "counter": return "counter"
        case "mangle": return "\(sub(body["key"])) set \(sub(body["value"]))"
        case "dnat", "snat", "redirect", "masquerade": return translation(name, body, sub)
        case "limit":
            let over = body["inv"] == .bool(true) ? "over " : ""
            let unit = body["rate_unit"]?.string.map { $0 + "/" } ?? "/"
            return "limit rate \(over)\(sub(body["rate"]))\(unit)\(sub(body["per"]))"
        case "log":
            return body["prefix"] == nil ? "log" : "log prefix \"\(sub(body["prefix"]))\""
        case "xt": return "xt \(sub(body["type"])) \(sub(body["name"]))"
        case "|", "&", "^", "<<", ">>":
            return (body.array ?? []).map { sub($0) }.joined(separator: " \(name) ")
        default:
            let rest = sub(body)
            return rest.isEmpty ? name : "\(name) \(rest)"
        }
    }

    private static func plain(_ json: JSONValue, _ sub: (JSONValue?) -> String) -> String {
        (json.object ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \(sub($0.value))" }.joined(separator: " ")
    }

    private static func element(_ json: JSONValue, _ sub: (JSONValue?) -> String) -> String {
        if let pair = json.array, pair.count == 2 { return "\(sub(pair[0])) : \(sub(pair[1]))" }
        return sub(json)
    }

    private static func match(_ body: JSONValue, _ sub: (JSONValue?) -> String) -> String {
        var right = sub(body["right"])
        // Names of interfaces are quoted; a star after the quote would be another name.
        if case .string? = body["right"], ["iif", "oif"].contains(body["left"]?["meta"]?["key"]?.string?.prefix(3)) {
            right = "\"\(right)\""
        }
        let op = body["op"]?.string ?? "=="
        return "\(sub(body["left"])) \(op == "==" || op == "in" ? "" : op + " ")\(right)"
    }

    private static func translation(_ name: String, _ body: JSONValue, _ sub: (JSONValue?) -> String) -> String {
        var text = name
        if let family = body["family"]?.string { text += " \(family)" }
        let address = sub(body["addr"])
        let port = body["port"].map { ":" + sub($0) } ?? ""
        guard !address.isEmpty || !port.isEmpty else { return text }
        let isPlainIPv6 = address.contains(":") && body["addr"]?.string != nil
        return "\(text) to \(isPlainIPv6 && !port.isEmpty ? "[\(address)]" : address)\(port)"
    }
}
