package org.spikewright.language.server;

import com.google.inject.AbstractModule;
import org.eclipse.xtext.build.Indexer;
import org.eclipse.xtext.ide.server.ILanguageServerShutdownAndExitHandler;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.ProjectManager;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.ide.server.concurrent.IRequestManager;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.impl.ResourceServiceProviderRegistryImpl;
import org.eclipse.xtext.util.IFileSystemScanner;

/** What the server does in its own way: it knows one language, outlives its editors, and skips the records of runs. */
final class SpikeServerModule extends AbstractModule {

    private final IResourceServiceProvider language;
    private final UriExtensions uris;

    /** The language's services and the server must spell files alike. */
    SpikeServerModule(IResourceServiceProvider language, UriExtensions uris) {
        this.language = language;
        this.uris = uris;
    }

    @Override
    protected void configure() {
        ResourceServiceProviderRegistryImpl languages = new ResourceServiceProviderRegistryImpl();
        languages.getExtensionToFactoryMap().put("spike", language);
        bind(IResourceServiceProvider.Registry.class).toInstance(languages);
        bind(ILanguageServerShutdownAndExitHandler.class).to(ILanguageServerShutdownAndExitHandler.NullImpl.class);
        bind(Indexer.class).to(ModelIndexer.class);
        bind(ProjectManager.class).to(ModelFolder.class);
        bind(LanguageServerImpl.class).to(ModelServer.class);
        bind(IFileSystemScanner.class).to(ModelScanner.class);
        bind(UriExtensions.class).toInstance(uris);
        bind(WorkspaceManager.class).to(ModelWorkspace.class);
        bind(IRequestManager.class).to(Requests.class);
    }
}
