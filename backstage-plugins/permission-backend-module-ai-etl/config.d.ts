export interface Config {
  aiEtl?: {
    /** Who may do what with pipelines and datasets. */
    permissions?: {
      /** The role of everybody who is signed in; "none" gives them no rights. The default is viewer. */
      default?: 'none' | 'viewer' | 'engineer' | 'architect' | 'admin';
      /** Users and groups, such as user:default/ivan or group:default/analytics, by role. */
      roles?: {
        viewer?: string[];
        engineer?: string[];
        architect?: string[];
        admin?: string[];
      };
      /** Levels of sensitivity of datasets that only an admin may see. The default is ["restricted"]. */
      restricted?: string[];
    };
  };
}
