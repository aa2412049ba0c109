package org.spikewright.language.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.common.notify.impl.AdapterImpl;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.util.EcoreUtil;

/**
 * The findings of the declarations of files as they were when last checked, kept with the resource set in which files are read
 * again and again while somebody types. What has the same key as then is not checked again.
 */
public final class KeptFindings extends AdapterImpl {

    private final Map<URI, Map<String, List<KeptFinding>>> files = new HashMap<>();

    private KeptFindings() {
    }

    /** The findings kept with a resource set. */
    public static KeptFindings of(ResourceSet resources) {
        synchronized (resources) {
            KeptFindings kept = (KeptFindings) EcoreUtil.getExistingAdapter(resources, KeptFindings.class);
            if (kept == null) {
                kept = new KeptFindings();
                resources.eAdapters().add(kept);
            }
            return kept;
        }
    }

    @Override
    public boolean isAdapterForType(Object type) {
        return type == KeptFindings.class;
    }

    /**
     * The findings of a declaration, if they are known.
     *
     * @param key its key; {@code null} if it has none
     */
    public synchronized Optional<List<KeptFinding>> of(URI file, String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(files.getOrDefault(file, Map.of()).get(key));
    }

    /** Keeps the findings of a file by the keys of its declarations, instead of those kept before. */
    synchronized void keep(URI file, Map<String, List<KeptFinding>> findings) {
        files.put(file, findings);
    }
}
