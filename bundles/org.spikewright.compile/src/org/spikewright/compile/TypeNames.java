package org.spikewright.compile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.common.Dimension;

/** The types by their names in the language. They stand apart from the types, which must all be there before they can be listed. */
final class TypeNames {

    /** In the order in which they are listed. */
    static final Map<String, Type> ALL = Collections.unmodifiableMap(all());

    private TypeNames() {
    }

    private static Map<String, Type> all() {
        Map<String, Type> names = new LinkedHashMap<>();
        names.put("Real", new Type.Quantity(Dimension.NONE));
        names.put("Time", new Type.Quantity(Dimension.TIME));
        names.put("Frequency", new Type.Quantity(Dimension.FREQUENCY));
        names.put("Voltage", new Type.Quantity(Dimension.VOLTAGE));
        names.put("Current", new Type.Quantity(Dimension.CURRENT));
        names.put("Conductance", new Type.Quantity(Dimension.CONDUCTANCE));
        names.put("Resistance", new Type.Quantity(Dimension.RESISTANCE));
        names.put("Capacitance", new Type.Quantity(Dimension.CAPACITANCE));
        names.put("Charge", new Type.Quantity(Dimension.CHARGE));
        names.put("Energy", new Type.Quantity(Dimension.ENERGY));
        names.put("Power", new Type.Quantity(Dimension.POWER));
        names.put("Length", new Type.Quantity(Dimension.LENGTH));
        names.put("Area", new Type.Quantity(Dimension.AREA));
        names.put("ConductanceDensity", new Type.Quantity(Dimension.CONDUCTANCE.per(Dimension.AREA)));
        names.put("CapacitanceDensity", new Type.Quantity(Dimension.CAPACITANCE.per(Dimension.AREA)));
        names.put("CurrentDensity", new Type.Quantity(Dimension.CURRENT.per(Dimension.AREA)));
        names.put("Speed", new Type.Quantity(Dimension.LENGTH.per(Dimension.TIME)));
        names.put("Temperature", new Type.Quantity(Dimension.TEMPERATURE));
        names.put("Information", new Type.Quantity(Dimension.INFORMATION));
        names.put("Weight", Type.WEIGHT);
        for (Type.Simple simple : List.of(Type.Simple.COUNT, Type.Simple.NUMBER, Type.Simple.TRUTH, Type.Simple.TEXT, Type.Simple.SHAPE, Type.Simple.AXIS, Type.Simple.LIST, Type.Simple.TIMES, Type.Simple.TRAINS)) {
            names.put(simple.toString(), simple);
        }
        for (String kind : List.of("Layer", "Tensor", "Surrogate", "Solver", "Cells", "Population", "PopulationOrGroup", "Neurons", "Job", "State", "Layout", "Connectivity", "Drive", "Plasticity", "Normalisation",
                "Source", "Transform", "Encoder", "Topology", "Technology", "Loss", "Readout", "Clipping", "Averaging", "Optimizer", "Schedule", "Rule", "Objective", "Search", "Metric", "Constraint", "Regulariser", "Part", "Format", "Stop", "Recorder", "Timing")) {
            names.put(kind, new Type.Kind(kind));
        }
        for (String element : List.of("Transform", "Metric", "Objective", "Constraint", "Regulariser", "Part", "Stop", "Recorder")) {
            Type.Several several = new Type.Several(new Type.Kind(element));
            names.put(several.toString(), several);
        }
        return names;
    }
}
