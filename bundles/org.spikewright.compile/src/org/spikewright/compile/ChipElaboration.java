package org.spikewright.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Energy;
import org.spikewright.chip.Latency;
import org.spikewright.chip.Mesh;
import org.spikewright.chip.Resource;
import org.spikewright.chip.Technology;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;

/** Makes the elaborated chip: values as SI numbers, what nobody knows left empty. */
final class ChipElaboration {

    /** Four times as many as the largest machines have. */
    private static final int MOST_CORES = 1 << 22;

    private final DiagnosticSink problems;

    ChipElaboration(DiagnosticSink problems) {
        this.problems = problems;
    }

    Optional<org.spikewright.chip.Chip> chip(Chip model) {
        Settings whole = Settings.of(model, "Chip", model.getSettings());
        if (whole.expression("topology").isEmpty()) {
            problems.report(Code.CHIP_INCOMPLETE, "'" + model.getName() + "' does not say how its cores are connected; add for"
                    + " instance topology mesh(8, 16)", model, CorePackage.Literals.NAMED__NAME);
            return Optional.empty();
        }
        Optional<Mesh> mesh = whole.value("topology", Mesh.class);
        if (mesh.isEmpty()) {
            return Optional.empty(); // no mapping knows it
        }
        if (mesh.get().rows() < 1 || mesh.get().columns() < 1) {
            problems.report(Code.EXTENT, "a mesh has at least one row and one column", whole.expression("topology").orElseThrow());
            return Optional.empty();
        }
        if ((long) mesh.get().rows() * mesh.get().columns() > MOST_CORES) {
            problems.report(Code.EXTENT, "a mesh has at most " + Extents.text(MOST_CORES) + " cores, but this one would have "
                    + Extents.text((double) mesh.get().rows() * mesh.get().columns()), whole.expression("topology").orElseThrow());
            return Optional.empty();
        }
        Settings core = group(model, "core");
        Settings energy = group(model, "energy");
        Settings latency = group(model, "latency");
        List<Group> resources = model.getGroups().stream().filter(ChipElaboration::isResource).toList();
        org.spikewright.chip.Chip chip = new org.spikewright.chip.Chip(model.getName(), source(model, whole), mesh.get(),
                new CoreLimits(core.count("neurons"), core.count("synapses"), core.count("inputs"), core.count("outputs"),
                        core.count("weight")), resources.stream().flatMap(group -> resource(group).stream()).toList(),
                new Energy(energy.quantity("synapse"), energy.quantity("update"), energy.quantity("firing"), energy.quantity("hop"),
                        whole.quantity("idle")),
                new Latency(latency.quantity("synapse"), latency.quantity("update"), latency.quantity("hop"), latency.quantity("barrier")),
                SourceLocator.of(model));
        unread(model, Map.of("core", core, "energy", energy, "latency", latency), resources);
        whole.unread(model.getSettings()).forEach(setting -> unread(setting.getParameter().getName(), setting.getValue()));
        return Optional.of(chip);
    }

    /** Where the values come from, with what else says how far they go. */
    private static String source(Chip model, Settings whole) {
        StringJoiner source = new StringJoiner("; ");
        if (!whole.text("source").isEmpty()) {
            source.add(whole.text("source"));
        }
        Optional<Technology> technology = whole.value("technology", Technology.class);
        if (model.getSettings().stream().anyMatch(setting -> setting.getParameter() != null && "technology".equals(setting.getParameter().getName()))) {
            technology.map(Technology::description).ifPresent(source::add);
        }
        whole.quantity("confidence").ifPresent(confidence -> source.add("confidence " + Extents.text(confidence)));
        return source.toString();
    }

    /** Limits and costs that no mapping regards: its result could break them. */
    private void unread(Chip model, Map<String, Settings> read, List<Group> resources) {
        for (Group group : model.getGroups()) {
            String name = group.getSchema() == null ? null : group.getSchema().getName();
            if (resources.contains(group)) {
                group.getGroups().forEach(inner -> unread(inner.getSchema() == null ? null : inner.getSchema().getName(), inner));
            } else if (name != null && read.containsKey(name)) {
                group.getGroups().forEach(inner -> unread(inner.getSchema() == null ? null : inner.getSchema().getName(), inner));
                read.get(name).unread(group.getSettings()).forEach(setting -> unread(setting.getParameter().getName(), setting.getValue()));
            } else {
                unread(name, group);
            }
        }
    }

    private void unread(String name, EObject place) {
        if (name != null) {
            problems.report(Code.NO_ENGINE, "no engine regards '" + name + "' yet, so that what is mapped could break it; leave it out to map"
                    + " without it", place);
        }
    }

    /** Whether a group states a resource of a core that a bundle brings. */
    private static boolean isResource(Group group) {
        Schema schema = group.getSchema();
        return schema != null && !schema.eIsProxy() && Settings.bindings(group).isBound(Settings.fullName(schema));
    }

    private Optional<Resource> resource(Group group) {
        try {
            Optional<Resource> resource = Settings.of(group).meaning(group.getSchema(), Resource.class);
            if (resource.isEmpty()) {
                unread(group.getSchema().getName(), group);
            }
            return resource;
        } catch (IllegalArgumentException e) {
            problems.report(Code.CHIP_INCOMPLETE, "'" + group.getSchema().getName() + "' states no limit: " + e.getMessage(), group);
            return Optional.empty();
        }
    }

    private static Settings group(Chip model, String name) {
        List<Setting> settings = model.getGroups().stream()
                .filter(group -> group.getSchema() != null && name.equals(group.getSchema().getName()))
                .findFirst().map(Group::getSettings).map(List::copyOf).orElse(List.of());
        return Settings.of(model, name, settings);
    }
}
