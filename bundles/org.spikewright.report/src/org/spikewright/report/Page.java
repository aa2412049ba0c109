package org.spikewright.report;

/** A page being written. */
final class Page {

    private static final String STYLE = """
            :root{--text:#1b2330;--soft:#5b6675;--line:#dfe4ea;--back:#fff;--panel:#f7f8fa;--a:#2563eb;--b:#0f766e;--c:#b45309;--bad:#b91c1c}
            @media(prefers-color-scheme:dark){:root{--text:#e6eaf0;--soft:#9aa6b6;--line:#313a47;--back:#12161c;--panel:#1a2029;--a:#7aa7ff;--b:#4fd1c0;--c:#f0b25a;--bad:#f47373}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:1040px;padding:32px 24px 64px;background:var(--back);color:var(--text);font:15px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
            h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:40px 0 12px;padding-top:16px;border-top:1px solid var(--line)}h3{font-size:14px;margin:0 0 8px;color:var(--soft);font-weight:600}
            p{margin:0 0 12px}.soft{color:var(--soft)}
            .row{display:flex;flex-wrap:wrap;gap:16px}.panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:16px;margin-bottom:16px;overflow-x:auto;flex:1 1 auto}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:4px 16px 4px 0;text-align:left;vertical-align:top}th{color:var(--soft);font-weight:600}td.number,th.number{text-align:right}
            .state{display:inline-block;padding:1px 10px;border-radius:10px;border:1px solid currentColor;font-size:13px}.done{color:var(--b)}.failed{color:var(--bad)}td.passed{color:var(--b)}td.thin{color:var(--c)}.cancelled,.running,.interrupted{color:var(--c)}
            tr.best td{font-weight:600;color:var(--b)}
            pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:16px;overflow:auto;font:13px/1.45 ui-monospace,"DejaVu Sans Mono",monospace;tab-size:4}
            svg{display:block;width:100%;height:auto}svg text{font:12px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
            .tick{fill:var(--soft)}.name{fill:var(--text);font-weight:600}.inverse{fill:var(--back)}
            .grid,.wire{stroke:var(--line);stroke-width:1}.plot{fill:var(--back);stroke:var(--line)}
            path.series0,.series0{stroke:var(--a)}path.series1,.series1{stroke:var(--b)}path.series2,.series2{stroke:var(--c)}
            .dot{fill:var(--back);stroke-width:2}.right{fill:var(--b)}.wrong{fill:var(--bad)}
            .idle{fill:var(--back);stroke:var(--line)}.core{fill:var(--a);stroke:var(--a)}.link{stroke:var(--c);stroke-linecap:round}.edge{fill:var(--c)}.bar{fill:var(--a)}
            """;

    /** Should markup of somebody else ever get into a page, it loads and runs nothing. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private final Markup out = new Markup();

    Page(String title) {
        out.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).element("title", title)
                .open("meta", "name", "viewport", "content", "width=device-width").open("link", "rel", "icon", "href", "data:,")
                .style(STYLE).close("head").open("body").line();
    }

    Page add(Markup markup) {
        out.add(markup).line();
        return this;
    }

    Page heading(int level, String text) {
        return add(new Markup().element("h" + level, text));
    }

    Page text(String style, String text) {
        return add(new Markup().element("p", text, "class", style));
    }

    /** Text with its line breaks. */
    Page source(String text) {
        return add(new Markup().element("pre", text));
    }

    /** Starts panels that stand side by side. */
    Page beginRow() {
        return add(new Markup().open("div", "class", "row"));
    }

    Page endRow() {
        return add(new Markup().close("div"));
    }

    Page panel(String title, Markup content) {
        return add(new Markup().open("section", "class", "panel").element("h3", title).add(content).close("section"));
    }

    @Override
    public String toString() {
        return "<!DOCTYPE html>\n" + out + "</body></html>\n";
    }
}
