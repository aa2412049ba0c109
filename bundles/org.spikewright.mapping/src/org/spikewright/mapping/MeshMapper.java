package org.spikewright.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spikewright.chip.Fit;
import org.spikewright.chip.Resource;
import org.spikewright.chip.Violation;
import org.spikewright.common.Work;
import org.spikewright.record.ChipRecord;

/** Maps onto chips whose cores lie on a mesh: partition, placement, routes, estimate. */
public final class MeshMapper implements Mapper {

    @Override
    public MappingResult map(MappingTask task, Work work) {
        List<Violation> violations = Fit.check(task.network(), task.chip(), task.weightBits());
        if (!violations.isEmpty()) {
            throw new DoesNotFitException(violations);
        }
        work.begin("partitioning", 0);
        List<Part> parts = CorePartition.of(task);
        Traffic traffic = Traffic.of(task, parts);
        int[] core = Placement.of(task.chip().mesh(), traffic, task.objective(), work);
        Routes routes = Routes.of(task.chip().mesh(), traffic, core);
        work.begin("estimating", 0);
        Estimate estimate = new Estimate(task, parts, core, routes);
        double[] seconds = estimate.knowsTime() ? estimate.seconds(work) : new double[0];
        ChipRecord record = record(task, parts, core, routes, estimate, estimate.energy(seconds));
        return new MappingResult(record, metrics(task, record, routes, estimate, seconds));
    }

    private static Map<String, Double> metrics(MappingTask task, ChipRecord record, Routes routes, Estimate estimate,
            double[] seconds) {
        double samples = task.samples();
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("cores.used", (double) record.cores().size());
        metrics.put("limits.violated", (double) record.limits().stream().filter(limit -> limit.used() > limit.allowed()).count());
        if (task.chip().resources().stream().anyMatch(resource -> resource.capacity().isPresent())) {
            metrics.put("core.load.max", record.cores().stream().mapToDouble(ChipRecord.Core::load).max().orElse(0));
        }
        metrics.put("link.spikes.max", record.links().stream().mapToDouble(ChipRecord.Link::spikes).max().orElse(0));
        metrics.put("hops.perInference", routes.hops() / samples);
        metrics.put("hops.perMessage", routes.messages() == 0 ? 0 : (double) routes.hops() / routes.messages());
        metrics.put("synapticOperations.perInference", estimate.operations() / samples);
        metrics.put("updates.perInference", estimate.updates() / samples);
        metrics.put("spikes.perInference", estimate.fired() / samples);
        if (!record.energy().isEmpty()) {
            metrics.put("energy.joule.perInference", record.energy().values().stream().mapToDouble(Double::doubleValue).sum());
        }
        if (seconds.length > 0) {
            metrics.put("latency.second.mean", Arrays.stream(seconds).average().orElse(0));
            metrics.put("latency.second.max", Arrays.stream(seconds).max().orElse(0));
        }
        return metrics;
    }

    private static ChipRecord record(MappingTask task, List<Part> parts, int[] core, Routes routes, Estimate estimate,
            Map<String, Double> energy) {
        double samples = task.samples();
        List<ChipRecord.Core> cores = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            double load = task.chip().resources().stream().mapToDouble(resource -> share(resource, part)).max().orElse(0);
            cores.add(new ChipRecord.Core(core[p], part.slices().stream()
                    .map(slice -> new ChipRecord.Slice(slice.layer().name(), slice.from(), slice.to())).toList(), part.neurons(),
                    part.synapseBits(), part.inputs(), part.outputs(), estimate.synapticOperations(part) / samples, load));
        }
        List<ChipRecord.Link> links = routes.links().entrySet().stream()
                .map(link -> new ChipRecord.Link(link.getKey().from(), link.getKey().to(), link.getValue() / samples)).toList();
        List<ChipRecord.Limit> used = new ArrayList<>();
        for (Resource resource : task.chip().resources()) {
            resource.capacity().ifPresent(most -> used.add(new ChipRecord.Limit(resource.name(),
                    parts.stream().mapToLong(resource::use).max().orElse(0), most, resource.unit())));
        }
        task.chip().core().weightBits().ifPresent(most -> used.add(new ChipRecord.Limit("core.weight", task.weightBits(), most, "bit")));
        used.add(new ChipRecord.Limit("cores", parts.size(), task.chip().mesh().cores(), ""));
        return new ChipRecord(task.chip().name(), task.chip().source(), task.chip().mesh().rows(), task.chip().mesh().columns(), cores,
                links, used, energy, estimate.unknown());
    }

    /** Which share of a core's resource a part takes. */
    private static double share(Resource resource, Part part) {
        long used = resource.use(part);
        return used == 0 || resource.capacity().isEmpty() ? 0 : (double) used / resource.capacity().getAsLong();
    }
}
