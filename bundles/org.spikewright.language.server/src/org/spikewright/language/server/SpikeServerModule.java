package org.spikewright.language.server;

import com.google.inject.AbstractModule;
import org.eclipse.xtext.ide.server.ILanguageServerShutdownAndExitHandler;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.ProjectManager;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.impl.ResourceServiceProviderRegistryImpl;
import org.eclipse.xtext.util.IFileSystemScanner;
import org.spikewright.language.ide.LibraryUris;

/** What the server does in its own way: it knows one language, outlives its editors, and skips the records of runs. */
final class SpikeServerModule extends AbstractModule {

    private final IResourceServiceProvider language;

    SpikeServerModule(IResourceServiceProvider language) {
        this.language = language;
    }

    @Override
    protected void configure() {
        ResourceServiceProviderRegistryImpl languages = new ResourceServiceProviderRegistryImpl();
        languages.getExtensionToFactoryMap().put("spike", language);
        bind(IResourceServiceProvider.Registry.class).toInstance(languages);
        bind(ILanguageServerShutdownAndExitHandler.class).to(ILanguageServerShutdownAndExitHandler.NullImpl.class);
        bind(ProjectManager.class).to(ModelFolder.class);
        bind(LanguageServerImpl.class).to(ModelServer.class);
        bind(IFileSystemScanner.class).to(ModelScanner.class);
        bind(UriExtensions.class).to(LibraryUris.class);
    }
}
