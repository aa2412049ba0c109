package org.spikewright.language.index;

import com.google.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IDefaultResourceDescriptionStrategy;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.impl.DefaultResourceDescriptionManager;

/**
 * Describes files, and tells which of them a change concerns: those that mention a declaration that was changed, and those that
 * mention something that mentions it, for shapes and constants are found through all of them.
 */
@Singleton
public class ModelDescriptions extends DefaultResourceDescriptionManager {

    @Override
    protected IResourceDescription internalGetResourceDescription(Resource resource, IDefaultResourceDescriptionStrategy strategy) {
        return new ModelDescription(resource, strategy, getCache());
    }

    @Override
    public boolean isAffected(IResourceDescription.Delta delta, IResourceDescription candidate) {
        return isAffected(Set.of(delta), candidate, null);
    }

    @Override
    public boolean isAffected(Collection<IResourceDescription.Delta> deltas, IResourceDescription candidate, IResourceDescriptions context) {
        Set<String> changed = new HashSet<>();
        deltas.stream().filter(delta -> !delta.getUri().equals(candidate.getURI())).forEach(delta -> changed(delta, changed));
        if (changed.isEmpty()) {
            return false;
        }
        Set<String> mentioned = new HashSet<>();
        Set<IResourceDescription> seen = new HashSet<>(Set.of(candidate));
        Deque<IResourceDescription> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (QualifiedName word : open.pop().getImportedNames()) {
                if (changed.contains(word.getLastSegment())) {
                    return true;
                }
                mentioned.add(word.getLastSegment());
            }
            if (context != null) {
                for (IResourceDescription other : context.getAllResourceDescriptions()) {
                    if (declaresAny(other, mentioned) && seen.add(other)) {
                        open.add(other);
                    }
                }
            }
        }
        return false;
    }

    private static boolean declaresAny(IResourceDescription file, Set<String> names) {
        for (IEObjectDescription declaration : file.getExportedObjects()) {
            if (names.contains(declaration.getName().getLastSegment())) {
                return true;
            }
        }
        return false;
    }

    /** The names of what came, went, or is written differently now. */
    private static void changed(IResourceDescription.Delta delta, Set<String> names) {
        Map<QualifiedName, String> before = texts(delta.getOld());
        Map<QualifiedName, String> after = texts(delta.getNew());
        before.forEach((name, text) -> {
            if (!Objects.equals(text, after.remove(name))) {
                names.add(name.getLastSegment());
            }
        });
        after.keySet().forEach(name -> names.add(name.getLastSegment()));
    }

    private static Map<QualifiedName, String> texts(IResourceDescription file) {
        Map<QualifiedName, String> texts = new HashMap<>();
        if (file != null) {
            file.getExportedObjects().forEach(declaration -> texts.merge(declaration.getName(),
                    String.valueOf(DeclarationDescriptions.text(declaration)), String::concat));
        }
        return texts;
    }
}
