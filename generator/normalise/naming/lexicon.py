"""English as the paths of APIs use it: which words act, which stand for many things, which say nothing."""

ALWAYS_VERBS = frozenset(
    {
        "accept", "acknowledge", "activate", "add", "allow", "append", "apply", "approve", "assign", "attach",
        "authenticate", "authorise", "authorize", "ban", "bootstrap", "browse", "bulk", "cancel", "change", "clear",
        "compact", "compute", "confirm", "consume", "create", "deactivate", "decline", "decrypt", "delete", "deliver",
        "demote", "deny", "deregister", "detach", "disable", "disconnect", "dismiss", "duplicate", "edit", "empty",
        "enable", "encrypt", "enqueue", "enroll", "erase", "evaluate", "execute", "fetch", "finalise", "finalize",
        "find", "finish", "forget", "freeze", "fulfil", "fulfill", "generate", "get", "hide", "ignore", "impersonate",
        "increment", "infer", "ingest", "insert", "instantiate", "introspect", "invalidate", "invoke", "jettison",
        "list", "lookup", "migrate", "modify", "multi", "navigate", "negotiate", "normalise", "normalize", "notify",
        "orbit", "populate", "predict", "prepare", "prevent", "prioritise", "prioritize", "provision", "prune",
        "publish", "purge", "put", "reactivate", "rebuild", "recalculate", "recover", "recreate", "recycle", "redact",
        "redeliver", "reduce", "refine", "refuel", "refuse", "regenerate", "register", "reindex", "reinstall", "reject",
        "reload", "remix", "remove", "rename", "renew", "reopen", "reorder", "replace", "replicate", "reprocess",
        "rerun", "reschedule", "resend", "resize", "restart", "resubmit", "resume", "retract", "retrieve", "retrigger",
        "retry", "reveal", "revert", "revoke", "rollback", "rotate", "scroll", "select", "send", "set", "siphon",
        "snooze", "solve", "submit", "subscribe", "suspend", "sync", "synchronise", "synchronize", "terminate",
        "toggle", "transform", "translate", "trim", "unarchive", "unassign", "unban", "unblock", "undelete", "undo",
        "undock", "unenroll", "unfavorite", "unfollow", "unfreeze", "unhide", "uninstall", "unlike", "unlink", "unlock",
        "unmerge", "unmute", "unpause", "unpin", "unpublish", "unregister", "unset", "unshare", "unstar", "unsubscribe",
        "unsuspend", "untag", "unwatch", "update", "upgrade", "upsert", "validate", "verify", "void", "warp",
        "withdraw",
    }
)  # fmt: skip
"""Words that are verbs wherever they begin a segment: `terminate-sessions` as well as `terminate`."""

VERBS = ALWAYS_VERBS | frozenset(
    {
        "adjust", "advance", "aggregate", "analyse", "analyze", "annotate", "answer", "archive", "ask", "autocomplete",
        "block", "bookmark", "boost", "buy", "calculate", "call", "capture", "charge", "check", "checkin", "checkout",
        "claim", "classify", "clone", "close", "collect", "commit", "compare", "complain", "complete", "connect",
        "convert", "copy", "count", "crawl", "deploy", "dequeue", "describe", "discover", "dispatch", "dock", "donate",
        "download", "drain", "draw", "emit", "escalate", "estimate", "evict", "exchange", "exec", "expire", "explain",
        "export", "extend", "extract", "favorite", "favourite", "filter", "flush", "follow", "fork", "forward", "grant",
        "heartbeat", "identify", "import", "init", "initiate", "inspect", "install", "invite", "join", "jump", "kick",
        "leave", "like", "load", "lock", "login", "logoff", "logon", "logout", "lower", "mark", "match", "merge",
        "mint", "mount", "move", "mute", "open", "parse", "patch", "pause", "pay", "pin", "ping", "play", "poll",
        "preview", "print", "process", "purchase", "push", "query", "raise", "read", "reassign", "rebalance", "rebase",
        "recall", "reconcile", "redeem", "redirect", "refresh", "refund", "render", "repair", "repeat", "replay",
        "reply", "reprice", "reserve", "reset", "resolve", "respond", "restore", "revalidate", "rewind", "run",
        "sanitise", "sanitize", "save", "scan", "schedule", "scrap", "search", "seek", "sell", "share", "shutdown",
        "sign", "signin", "signoff", "signout", "signup", "simulate", "skip", "snapshot", "split", "start", "stop",
        "stream", "suggest", "summarise", "summarize", "switch", "test", "tokenise", "tokenize", "transcribe",
        "transfer", "transition", "transmit", "trigger", "unwrap", "upload", "use", "view", "visit", "vote", "wake",
        "watch", "wipe", "withhold", "wrap", "write",
    }
)  # fmt: skip
"""Words that are verbs as a whole segment or before a noun, and adjectives before the nouns below: `search`, `search-log`."""

READS = frozenset(
    {
        "aggregate", "authenticate", "authorise", "authorize", "autocomplete", "browse", "calculate", "check",
        "compare", "count", "describe", "download", "estimate", "explain", "export", "fetch", "filter", "find", "get",
        "identify", "infer", "inspect", "introspect", "like", "list", "login", "logoff", "logon", "logout", "lookup",
        "match", "multi", "ping", "poll", "predict", "preview", "print", "read", "render", "resolve", "retrieve",
        "scan", "scroll", "search", "seek", "signin", "signout", "signup", "stream", "suggest", "summarise",
        "summarize", "test", "validate", "verify", "view", "watch",
    }
)  # fmt: skip
"""Verbs that a GET stands for; with another one it reads what that verb works on."""

NO_VERBS = ("add_on",)
"""Beginnings that only look like verbs."""

NOT_ALONE = frozenset({"batch", "bulk", "multi"})
"""Words that are verbs with another one after them: `bulk-delete`, not `bulk`."""

NOUN_ENDS = frozenset(
    {
        "account", "batch", "bucket", "cache", "code", "config", "configuration", "count", "cutoff", "date", "detail",
        "domain", "file", "format", "group", "history", "id", "index", "info", "information", "interval", "job", "key",
        "keyword", "level", "limit", "link", "list", "log", "mode", "model", "ms", "name", "number", "option", "order",
        "page", "param", "period", "plan", "point", "policy", "profile", "queue", "rate", "reason", "record", "report",
        "request", "response", "result", "role", "rule", "score", "session", "set", "setting", "size", "space", "state",
        "status", "step", "summary", "table", "tag", "task", "template", "term", "time", "token", "tree", "type", "uri",
        "url", "user", "value", "version", "view", "widget", "window", "word",
    }
)  # fmt: skip

CREATES = frozenset({"add", "attach", "create", "insert", "make", "new", "register"})
UPDATES = frozenset({"change", "edit", "modify", "patch", "rename", "replace", "set", "update", "upsert"})
HTTP = frozenset({"delete", "get", "head", "options", "patch", "post", "put", "query", "trace"})

ONE_THING = frozenset(
    {
        "access", "address", "alias", "analysis", "analytics", "as", "atlas", "aws", "basis", "bias", "bonus", "bus",
        "business", "canvas", "chaos", "class", "compass", "consensus", "corps", "cors", "css", "details", "diagnosis",
        "dns", "dos", "economics", "emphasis", "ethics", "express", "focus", "gas", "gps", "graphics", "has", "https",
        "ios", "is", "js", "jwks", "kubernetes", "kudos", "lens", "logistics", "loss", "maps", "mathematics", "news",
        "os", "pass", "physics", "politics", "preferences", "process", "progress", "redis", "rss", "sales", "series",
        "settings", "sms", "species", "specifics", "statistics", "stats", "status", "synopsis", "sys", "taxis",
        "thanks", "this", "tls", "tos", "us", "virus", "vms", "was", "yes",
    }
)  # fmt: skip
"""Words in -s that stand for one thing, or for a heap that nobody counts."""

MANY_THINGS = frozenset({"children", "criteria", "data_sets", "feet", "indices", "media", "men", "people", "women"})

GENERIC_KEYS = frozenset(
    {
        "address", "alias", "arn", "code", "digest", "email", "external", "fingerprint", "guid", "handle", "hash", "id",
        "identifier", "ids", "index", "key", "login", "md5", "name", "number", "or", "path", "ref", "serial", "sha",
        "sha1", "sha256", "sid", "sku", "slug", "string", "symbol", "tag", "title", "token", "type", "uid", "unique",
        "username", "uuid", "value",
    }
)  # fmt: skip
"""Words in names of parameters that say that something is identified, not what."""

LINKING = ("by", "from", "using", "via", "with", "without", "and")
"""Words with which an operationId tells its operation from another on the same things."""

SILENT_TAGS = frozenset(
    {
        "api", "apis", "default", "general", "main", "misc", "miscellaneous", "other", "others", "root", "v1", "v2",
    }
)  # fmt: skip
"""Tags that say nothing of what an operation is about."""

PREFIXES = frozenset({"_api", "api", "apis", "odata", "rest", "restapi", "restapis"})
"""Leading segments that are part of the server's address rather than of what it serves."""

DATA_EXTENSIONS = frozenset(
    {
        "action", "ashx", "asp", "aspx", "cgi", "do", "json", "jsonld", "jsp", "php", "svc", "xml", "yaml", "yml",
    }
)  # fmt: skip
"""Ends of segments that name a notation or a technique."""

PAGE_MEMBERS = frozenset(
    {
        "collection", "content", "data", "docs", "documents", "edges", "elements", "entities", "entries", "hits",
        "items", "list", "members", "nodes", "objects", "page", "records", "resources", "result", "results", "rows",
        "value", "values",
    }
)  # fmt: skip
"""Members of an answer that hold its items."""
