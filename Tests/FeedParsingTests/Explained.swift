import Testing

/// Why a value of ours differs from another parser's.
enum Explained {
    private static let inherited = "the feed's author is the entry's where it names none (RFC 4287 §4.2.1)"
    private static let about = "rdf:about is the item's id (RSS 1.0 §5.5); theirs is made up or missing"
    private static let all = "theirs counts the same file several times, or leaves out one that the item names"
    private static let longer = "the body that says more; theirs takes the first element, cut or not"
    private static let written = "the address as it is written; theirs is rewritten"
    private static let podcast = "the podcast's author (itunes:author) is the item's where it names no other"

    static let feedRs: [String: String] = [
        "atom/atom_content_src.xml 0.author": inherited,
        "atom/atom_content_src.xml 0.attachments":
            "content that lies elsewhere (RFC 4287 §4.1.3.2) is a file of the entry",
        "atom/atom_entry_1.xml 0.text": longer,
        "atom/atom_example_3.xml 0.link": "feedburner:origLink is the address; theirs is the counter's",
        "atom/atom_example_3.xml 0.text": longer,
        "atom/atom_example_4.xml 0.author": inherited, "atom/atom_example_5.xml 0.author": inherited,
        "atom/atom_example_7.xml 0.author": inherited, "atom/atom_relative.xml 0.author": inherited,
        "atom/atom_scattered.xml 0.author": inherited, "atom/atom_spec_1.xml 0.author": inherited,
        "atom/atom_mediarss_youtube_1.xml 0.text": "a video's description is all that the entry says",
        "jsonfeed/jsonfeed_elastic_1.1.json 0.author": "all authors, in their order (JSON Feed 1.1)",
        "jsonfeed/jsonfeed_elastic_1.1.json 2.author": "all authors, in their order (JSON Feed 1.1)",
        "jsonfeed/jsonfeed_elastic_1.1.json 2.link": written,
        "rss0/rss_0.91_encoding_1.xml 0.link": written,
        "rss1/rss_1.0_biorxiv.xml 0.id": about, "rss1/rss_1.0_example_1.xml 0.id": about,
        "rss1/rss_1.0_example_1.xml 1.id": about, "rss1/rss_1.0_example_2.xml 0.id": about,
        "rss1/rss_1.0_iso8859.xml 0.id": about, "rss1/rss_1.0_spec_1.xml 0.id": about,
        "rss1/rss_1.0_spec_1.xml 1.id": about, "rss1/rss_1.0_spec_2.xml 0.id": about,
        "rss1/rss_1.0_spec_2.xml 0.author": "a name; the address beside it is nobody's business",
        "rss2/rss_2.0_bbc.xml 0.author": podcast, "rss2/rss_2.0_bbc.xml 0.text": longer,
        "rss2/rss_2.0_bbc.xml 0.attachments": all, "rss2/rss_2.0_ch9.xml 0.text": longer,
        "rss2/rss_2.0_ch9.xml 0.attachments": all, "rss2/rss_2.0_example_6.xml 0.text": longer,
        "rss2/rss_2.0_ghost_1.xml 0.attachments": written,
        "rss2/rss_2.0_ilgiornale.xml 0.author": "the name in dc:creator; theirs is the word author",
        "rss2/rss_2.0_nbcny.xml 0.published": "a date in words that theirs cannot read",
        "rss2/rss_2.0_nightvale.xml 0.author": podcast, "rss2/rss_2.0_nightvale.xml 0.attachments": all,
        "rss2/rss_2.0_relurl_1.xml 0.author": "the name; theirs is the word author",
        "rss2/rss_2.0_relurl_1.xml 1.author": "the name; theirs is the word author",
        "rss2/rss_2.0_relurl_1.xml 0.text": longer, "rss2/rss_2.0_relurl_1.xml 1.text": longer,
        "rss2/rss_2.0_relurl_2.xml 0.attachments": "an enclosure with a relative address, kept; theirs drops it",
        "rss2/rss_2.0_rps.xml 0.link": "feedburner:origLink is the address; theirs is the counter's",
        "rss2/rss_2.0_spec_1.xml 0.link": "a guid that is a permanent link is the address (RSS 2.0, guid)",
        "rss2/rss_2.0_spec_1.xml 1.link": "a guid that is a permanent link is the address (RSS 2.0, guid)",
        "rss2/rss_2.0_spiegel.xml 0.author": podcast, "rss2/rss_2.0_spiegel.xml 0.attachments": all,
        "rss2/rss_2.0_spreaker.xml 0.author": podcast,
        "rss2/rss_2.0_vimeo_media.xml 0.attachments": "a player is a page and no file",
    ]

    static let gofeed: [String: String] = [
        "atom/feed_item_updated_-_atom03_feed_entry_modified.xml 0.published":
            "modified is when it was changed (Atom 0.3 §4.13.6); when it was published is not said",
        "rss/feed_item_description_-_rdf_item_description.xml 0.id": about,
        "rss/feed_item_link_-_rdf_item_link.xml 0.id": about, "rss/feed_item_title_-_rdf_item_title.xml 0.id": about,
        "rss/feed_item_fallbacks_-_rss_channel_item_extensions.xml 0.attachments":
            "media:content is a file of the item (Media RSS)",
        "rss/feed_item_links_-_rss_channel_item_links.xml 0.link": "the first of several links; theirs is the last",
    ]

    private static let french = "French names: no source of the office writes them"
    static let dates: [String: String] = [
        "mer, 9 avr 2018 00": french, "ven., 03 juil. 2020 15": french,
        "-03-12": "ISO 8601 forbids a year without its century since 2004",
        "15 \\(monthName) 2020 12": "no month", "28 Xyz 2010 21": "no month; theirs takes it for January",
    ]

    /// Each difference must be explained, and each explanation must still explain one.
    /// - Parameter found: `FILE FIELD: ours | theirs`.
    static func check(_ found: [String], _ reasons: [String: String]) {
        var unused = Set(reasons.keys)
        for line in found {
            let key = String(line.prefix { $0 != ":" })
            if reasons[key] == nil { Issue.record("unexplained: \(line)") } else { unused.remove(key) }
        }
        for key in unused.sorted() { Issue.record("no longer differs: \(key)") }
    }
}
