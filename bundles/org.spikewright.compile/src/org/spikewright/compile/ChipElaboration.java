package org.spikewright.compile;

import java.util.List;
import java.util.Optional;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Energy;
import org.spikewright.chip.Latency;
import org.spikewright.chip.Mesh;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Setting;

/** Makes the elaborated chip: values as SI numbers, what nobody knows left empty. */
final class ChipElaboration {

    private final Problems problems;
    private final Locations locations;

    ChipElaboration(Problems problems, Locations locations) {
        this.problems = problems;
        this.locations = locations;
    }

    Optional<org.spikewright.chip.Chip> chip(Chip model) {
        Settings whole = Settings.of(model, "Chip", model.getSettings());
        Optional<Call> topology = whole.call("topology");
        if (topology.isEmpty()) {
            problems.report(Code.CHIP_INCOMPLETE, "'" + model.getName() + "' does not say how its cores are connected; add for"
                    + " instance topology mesh(8, 16)", model, CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        if (!topology.get().function().equals("mesh") || !topology.get().hasNumbers("rows", "columns")) {
            return Optional.empty(); // the mapper knows meshes only
        }
        int rows = topology.get().count("rows");
        int columns = topology.get().count("columns");
        if (rows < 1 || columns < 1) {
            problems.report(Code.EXTENT, "a mesh has at least one row and one column", whole.expression("topology").orElseThrow());
            return Optional.empty();
        }
        Settings core = group(model, "core");
        Settings energy = group(model, "energy");
        Settings latency = group(model, "latency");
        return Optional.of(new org.spikewright.chip.Chip(model.getName(), whole.text("source"), new Mesh(rows, columns),
                new CoreLimits(core.count("neurons"), core.count("synapses"), core.count("inputs"), core.count("outputs"),
                        core.count("weight")),
                new Energy(energy.quantity("synapse"), energy.quantity("update"), energy.quantity("firing"), energy.quantity("hop"),
                        whole.quantity("idle")),
                new Latency(latency.quantity("synapse"), latency.quantity("update"), latency.quantity("hop"), latency.quantity("barrier")),
                locations.of(model)));
    }

    private static Settings group(Chip model, String name) {
        List<Setting> settings = model.getGroups().stream()
                .filter(group -> group.getSchema() != null && name.equals(group.getSchema().getName()))
                .findFirst().map(Group::getSettings).map(List::copyOf).orElse(List.of());
        return Settings.of(model, name, settings);
    }
}
