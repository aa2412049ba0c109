package org.spikewright.extension.tests.brought;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.spikewright.common.Work;
import org.spikewright.mapping.Mapper;
import org.spikewright.mapping.MappingResult;
import org.spikewright.mapping.MappingTask;

/** An engine of a bundle's own, offered before those of the product. */
public final class OtherMapper implements Mapper, BundleActivator {

    @Override
    public void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, 10);
        context.registerService(Mapper.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // What a bundle has registered goes with it.
    }

    @Override
    public MappingResult map(MappingTask task, Work work) {
        throw new IllegalArgumentException("mapped by another bundle");
    }
}
