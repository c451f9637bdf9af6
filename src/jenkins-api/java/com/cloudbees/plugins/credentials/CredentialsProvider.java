package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Run;

import java.util.List;

public abstract class CredentialsProvider implements ExtensionPoint {
    public static <C extends IdCredentials> C findCredentialById(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> requirements) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type,
            hudson.model.ItemGroup<?> itemGroup,
            org.springframework.security.core.Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> type, hudson.model.Item item, org.springframework.security.core.Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> C track(Run<?, ?> build, C credential) {
        throw new UnsupportedOperationException();
    }
}
