package org.spikewright.report;

import java.util.List;
import java.util.stream.Collectors;
import org.spikewright.record.ClaimsRecord.Claim;

/** The claims of a job as a table. */
final class ClaimTable {

    private ClaimTable() {
    }

    static Markup of(List<Claim> claims) {
        Table table = new Table().row().heading("line").heading("expected").numberHeading("value").numberHeading("bound")
                .numberHeading("margin").numberHeading("spread").heading("over seeds").heading("");
        for (Claim claim : claims) {
            ClaimText text = new ClaimText(claim);
            table.row().cell(claim.file() + ":" + claim.line() + ":" + claim.column()).cell(claim.text()).number(text.value())
                    .number(text.bounds()).number(text.margin()).number(text.deviation())
                    .cell(claim.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))).cell(text.verdict(), text.verdict());
            if (claim.message() != null) {
                table.row().cell("").cell(claim.message());
            }
        }
        return table.end();
    }
}
