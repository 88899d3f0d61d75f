/// How the HTML guide looks, and its search.
enum GuideStyle {
    /// Colours have a contrast of at least 4.5 to what is behind them, in both schemes.
    static let css = """
        :root { --paper: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --code: #f3f5f7; --link: #0550ae;
          --box: #ddf4ff; --exit: #fff8e5; --mark: #fff3bf; }
        @media (prefers-color-scheme: dark) { :root { --paper: #0f1318; --ink: #e6edf3; --soft: #9aa7b4;
          --line: #343c46; --code: #1b222b; --link: #79b8ff; --box: #12304a; --exit: #2f2812; --mark: #5c4b00; } }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; overflow-wrap: break-word; }
        header, .page { max-width: 74rem; margin: 0 auto; padding: 0 1rem; }
        header { padding-top: 1rem; border-bottom: 1px solid var(--line); }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: .4rem 0 .8rem; }
        h2 { font-size: 1.45rem; border-bottom: 2px solid var(--line); padding-bottom: .3rem; margin: 2.5rem 0 1rem; }
        h3 { font-size: 1.2rem; margin: 2.2rem 0 .2rem; }
        h3 a { color: inherit; text-decoration: none; }
        h4 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
        p { margin: .5rem 0; }
        ul, ol { margin: .4rem 0; padding-left: 1.3rem; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 2; }
        .name { color: var(--soft); font-size: .9rem; margin: 0 0 .6rem; }
        code, pre { font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .9em; }
        code { background: var(--code); border-radius: 4px; padding: .08em .3em; overflow-wrap: anywhere; }
        pre { background: var(--code); border-radius: 8px; padding: .7rem .9rem; margin: .5rem 0; overflow-x: auto;
          overflow-wrap: normal; line-height: 1.45; }
        pre code { padding: 0; background: none; overflow-wrap: normal; }
        pre.shows { white-space: pre-wrap; overflow-x: visible; }
        pre.shows code { overflow-wrap: anywhere; }
        pre.shows span { display: block; padding-left: 1.2em; text-indent: -1.2em; }
        dl { margin: .4rem 0; }
        dt { margin-top: .5rem; }
        dd { margin: .15rem 0 0 1rem; color: var(--ink); }
        table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .95rem; }
        th:first-child, td:first-child { min-width: 6.5rem; }
        th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
        label { display: block; font-weight: 600; margin-bottom: .25rem; }
        input { width: 100%; max-width: 34rem; font: inherit; color: inherit; background: var(--code);
          border: 1px solid var(--soft); border-radius: 8px; padding: .5rem .7rem; }
        #count { min-height: 1.55em; color: var(--soft); margin: .3rem 0; }
        ::placeholder { color: var(--soft); opacity: 1; }
        search { display: block; } search[hidden] { display: none; }
        #hits { max-height: 60vh; overflow-y: auto; padding: 0 0 .8rem 2.2rem; margin: 0; }
        #hits small { display: block; color: var(--soft); }
        mark { background: var(--mark); color: var(--ink); }
        nav { font-size: .95rem; padding: 1rem 0; }
        nav ul { list-style: none; padding-left: .6rem; }
        nav > details > ul { padding-left: 0; }
        nav li { margin: .3rem 0; }
        summary { cursor: pointer; }
        nav > details > summary { font-weight: 600; }
        .program { margin: .4rem 0; }
        figure { margin: 1rem 0; }
        .chart { display: block; width: 100%; max-width: 29rem; height: auto; font: 12.5px system-ui, sans-serif; }
        .chart text { fill: var(--ink); }
        .chart .box { fill: var(--box); stroke: var(--link); }
        .chart .exit { fill: var(--exit); stroke: var(--line); }
        .chart .edge { stroke: var(--soft); stroke-width: 1.5; fill: none; }
        .chart .tip { fill: var(--soft); }
        .chart .question { font-size: 15px; font-weight: 600; }
        .chart .look { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 11.5px; }
        .chart .label { font-weight: 600; }
        .chart .cause { fill: var(--link); text-decoration: underline; }
        @media (min-width: 60rem) { .page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2.5rem; }
          nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; align-self: start; } }
        @media (max-width: 42rem) { thead { position: absolute; left: -100rem; }
          table, tbody, tr, td { display: block; width: 100%; }
          tr { border: 1px solid var(--line); border-radius: 8px; margin: .7rem 0; padding: .2rem 0; }
          td, td:first-child { border: 0; padding: .3rem .7rem; min-width: 0; }
          td::before { content: attr(data-label); display: block; color: var(--soft); font-size: .85rem; } }
        @media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f4f4f4; --link: #000;
            --box: #fff; --exit: #fff; }
          nav, search, .skip { display: none; } body { font-size: 10.5pt; } .page { display: block; }
          pre { white-space: pre-wrap; } h2, h3, h4, .name, dt { break-after: avoid; } .chart { max-width: 9cm; }
          tr, .chart, pre.shows { break-inside: avoid; } details:not([open]) { display: none; } }
        """

    /// Finds the sections that hold all words; those with the words in their heading come first, symptoms before causes.
    /// Without it the page is whole, only the search box is not there.
    static let script = #"""
        (() => {
          document.querySelector("search").hidden = false;
          const query = document.getElementById("query"), hits = document.getElementById("hits");
          const count = document.getElementById("count"), contents = document.querySelector("nav > details");
          if (window.matchMedia("(max-width: 60rem)").matches) contents.open = false;
          const topics = [...document.querySelectorAll("article")].map(element => ({
            element, title: element.querySelector("h3").textContent,
            head: (element.querySelector("h3").textContent + " " + element.id).toLowerCase(),
            text: element.textContent.replace(/\s+/g, " ") }));
          const escaped = text => text.replace(/[&<>"]/g, c => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c]);
          function excerpt(text, word) {
            const place = text.toLowerCase().indexOf(word), end = place + word.length;
            const from = place > 40 ? text.indexOf(" ", place - 41) + 1 : 0;
            const to = end + 60 < text.length ? Math.max(end, text.lastIndexOf(" ", end + 60)) : text.length;
            return (from > 0 ? "… " : "") + escaped(text.slice(Math.min(from, place), place)) + "<mark>" +
              escaped(text.slice(place, end)) + "</mark>" + escaped(text.slice(end, to)) +
              (to < text.length ? " …" : "");
          }
          function search() {
            const words = query.value.toLowerCase().split(/\s+/).filter(word => word);
            hits.textContent = ""; hits.hidden = !words.length; count.textContent = "";
            if (!words.length) return;
            const found = topics.map(topic => ({ topic, lower: topic.text.toLowerCase() + " " + topic.head }))
              .filter(({ lower }) => words.every(word => lower.includes(word)))
              .map(({ topic }) => ({ topic, rank: 2 * words.filter(word => topic.head.includes(word)).length +
                (topic.element.className === "symptom" ? 1 : 0) }))
              .sort((a, b) => b.rank - a.rank);
            count.textContent = found.length + (found.length === 1 ? " section" : " sections");
            for (const { topic } of found.slice(0, 40)) {
              const item = document.createElement("li"), link = document.createElement("a");
              link.href = "#" + topic.element.id; link.textContent = topic.title;
              item.append(link);
              if (topic.text.toLowerCase().includes(words[0])) {
                const small = document.createElement("small");
                small.innerHTML = excerpt(topic.text, words[0]);
                item.append(small);
              }
              hits.append(item);
            }
          }
          query.addEventListener("input", search);
          query.addEventListener("keydown", event => {
            if (event.key === "Enter" && hits.firstChild) location.hash = hits.querySelector("a").hash;
            if (event.key === "Escape") { query.value = ""; search(); }
          });
          document.addEventListener("keydown", event => {
            if (event.key === "/" && document.activeElement !== query && !event.ctrlKey && !event.metaKey && !event.altKey) {
              event.preventDefault(); query.focus(); }
          });
          search();
        })();
        """#
}
