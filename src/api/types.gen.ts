/* Made from the published description of Engine API 1.55 (openapi-typescript); not edited by hand. */

export interface paths {
    "/containers/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerTop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerResize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerRestart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/kill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerKill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerRename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerUnpause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerAttach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/attach/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerAttachWebsocket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerWait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
                delete: operations["ContainerDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ContainerArchive"];
                put: operations["PutContainerArchive"];
        post?: never;
        delete?: never;
        options?: never;
                head: operations["ContainerArchiveInfo"];
        patch?: never;
        trace?: never;
    };
    "/containers/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/build": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImageBuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/build/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["BuildPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImageCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageAttestations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImagePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/tag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImageTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
                delete: operations["ImageDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImagePrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SystemAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SystemInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SystemVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SystemPing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
                head: operations["SystemPingHead"];
        patch?: never;
        trace?: never;
    };
    "/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImageCommit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SystemEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/df": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SystemDataUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{name}/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ImageGetAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ImageLoad"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/containers/{id}/exec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ContainerExec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ExecStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ExecResize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exec/{id}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ExecInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["VolumeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["VolumeCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["VolumeInspect"];
                put: operations["VolumeUpdate"];
        post?: never;
                delete: operations["VolumeDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/volumes/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["VolumePrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["NetworkList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["NetworkInspect"];
        put?: never;
        post?: never;
                delete: operations["NetworkDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["NetworkCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["NetworkConnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["NetworkDisconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/prune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["NetworkPrune"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["PluginList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/privileges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["GetPluginPrivileges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginPull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["PluginInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
                delete: operations["PluginDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginUpgrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{name}/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["PluginSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["NodeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["NodeInspect"];
        put?: never;
        post?: never;
                delete: operations["NodeDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["NodeUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SwarmInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SwarmInit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SwarmJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SwarmLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SwarmUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/unlockkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SwarmUnlockkey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swarm/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SwarmUnlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ServiceList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ServiceCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ServiceInspect"];
        put?: never;
        post?: never;
                delete: operations["ServiceDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ServiceUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ServiceLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["TaskList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["TaskInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["TaskLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SecretList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SecretCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["SecretInspect"];
        put?: never;
        post?: never;
                delete: operations["SecretDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["SecretUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ConfigList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ConfigCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["ConfigInspect"];
        put?: never;
        post?: never;
                delete: operations["ConfigDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configs/{id}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["ConfigUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distribution/{name}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                get: operations["DistributionInspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
                post: operations["Session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
                ImageHistoryResponseItem: {
            Id: string;
                        Created: number;
            CreatedBy: string;
            Tags: string[];
                        Size: number;
            Comment: string;
        };
                PortSummary: {
                        IP?: string;
                        PrivatePort: number;
                        PublicPort?: number;
                        Type: "tcp" | "udp" | "sctp";
        };
                MountType: "bind" | "cluster" | "image" | "npipe" | "tmpfs" | "volume";
                MountPoint: {
                        Type?: components["schemas"]["MountType"];
                        Name?: string;
                        Source?: string;
                        Destination?: string;
                        Driver?: string;
                        Mode?: string;
                        RW?: boolean;
                        Propagation?: string;
        };
                DeviceMapping: {
            PathOnHost?: string;
            PathInContainer?: string;
            CgroupPermissions?: string;
        };
                DeviceRequest: {
                        Driver?: string;
                        Count?: number;
                        DeviceIDs?: string[];
                        Capabilities?: string[][];
                        Options?: {
                [key: string]: string;
            };
        };
        ThrottleDevice: {
                        Path?: string;
                        Rate?: number;
        };
        Mount: {
                        Target?: string;
                        Source?: string;
                        Type?: components["schemas"]["MountType"];
                        ReadOnly?: boolean;
                        Consistency?: string;
                        BindOptions?: {
                                Propagation?: "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave";
                                NonRecursive?: boolean;
                                CreateMountpoint?: boolean;
                                ReadOnlyNonRecursive?: boolean;
                                ReadOnlyForceRecursive?: boolean;
            };
                        VolumeOptions?: {
                                NoCopy?: boolean;
                                Labels?: {
                    [key: string]: string;
                };
                                DriverConfig?: {
                                        Name?: string;
                                        Options?: {
                        [key: string]: string;
                    };
                };
                                Subpath?: string;
            };
                        ImageOptions?: {
                                Subpath?: string;
            };
                        TmpfsOptions?: {
                                SizeBytes?: number;
                                Mode?: number;
                                Options?: string[][];
            };
        };
                RestartPolicy: {
                        Name?: "" | "no" | "always" | "unless-stopped" | "on-failure";
                        MaximumRetryCount?: number;
        };
                Resources: {
                        CpuShares?: number;
                        Memory?: number;
                        CgroupParent?: string;
                        BlkioWeight?: number;
                        BlkioWeightDevice?: {
                Path?: string;
                Weight?: number;
            }[];
                        BlkioDeviceReadBps?: components["schemas"]["ThrottleDevice"][];
                        BlkioDeviceWriteBps?: components["schemas"]["ThrottleDevice"][];
                        BlkioDeviceReadIOps?: components["schemas"]["ThrottleDevice"][];
                        BlkioDeviceWriteIOps?: components["schemas"]["ThrottleDevice"][];
                        CpuPeriod?: number;
                        CpuQuota?: number;
                        CpuRealtimePeriod?: number;
                        CpuRealtimeRuntime?: number;
                        CpusetCpus?: string;
                        CpusetMems?: string;
                        Devices?: components["schemas"]["DeviceMapping"][];
                        DeviceCgroupRules?: string[];
                        DeviceRequests?: components["schemas"]["DeviceRequest"][];
                        MemoryReservation?: number;
                        MemorySwap?: number;
                        MemorySwappiness?: number;
                        NanoCpus?: number;
                        OomKillDisable?: boolean;
                        Init?: boolean | null;
                        PidsLimit?: number | null;
                        Ulimits?: {
                                Name?: string;
                                Soft?: number;
                                Hard?: number;
            }[];
                        CpuCount?: number;
                        CpuPercent?: number;
                        IOMaximumIOps?: number;
                        IOMaximumBandwidth?: number;
        };
                Limit: {
                        NanoCPUs?: number;
                        MemoryBytes?: number;
                        Pids?: number;
        };
                ResourceObject: {
                        NanoCPUs?: number;
                        MemoryBytes?: number;
            GenericResources?: components["schemas"]["GenericResources"];
        };
                GenericResources: {
            NamedResourceSpec?: {
                Kind?: string;
                Value?: string;
            };
            DiscreteResourceSpec?: {
                Kind?: string;
                                Value?: number;
            };
        }[];
                HealthConfig: {
                        Test?: string[];
                        Interval?: number;
                        Timeout?: number;
                        Retries?: number;
                        StartPeriod?: number;
                        StartInterval?: number;
        };
                Health: {
                        Status?: "none" | "starting" | "healthy" | "unhealthy";
                        FailingStreak?: number;
                        Log?: components["schemas"]["HealthcheckResult"][];
        } | null;
                HealthcheckResult: {
                        Start?: string;
                        End?: string;
                        ExitCode?: number;
                        Output?: string;
        } | null;
                HostConfig: components["schemas"]["Resources"] & {
                        Binds?: string[];
                        ContainerIDFile?: string;
                        LogConfig?: {
                                Type?: "local" | "json-file" | "syslog" | "journald" | "gelf" | "fluentd" | "awslogs" | "splunk" | "etwlogs" | "none";
                                Config?: {
                    [key: string]: string;
                };
            };
                        NetworkMode?: string;
            PortBindings?: components["schemas"]["PortMap"];
            RestartPolicy?: components["schemas"]["RestartPolicy"];
                        AutoRemove?: boolean;
                        VolumeDriver?: string;
                        VolumesFrom?: string[];
                        Mounts?: components["schemas"]["Mount"][];
                        ConsoleSize?: number[] | null;
                        Annotations?: {
                [key: string]: string;
            };
                        CapAdd?: string[];
                        CapDrop?: string[];
                        CgroupnsMode?: "private" | "host";
                        Dns?: string[];
                        DnsOptions?: string[];
                        DnsSearch?: string[];
                        ExtraHosts?: string[];
                        GroupAdd?: string[];
                        IpcMode?: string;
                        Cgroup?: string;
                        Links?: string[];
                        OomScoreAdj?: number;
                        PidMode?: string;
                        Privileged?: boolean;
                        PublishAllPorts?: boolean;
                        ReadonlyRootfs?: boolean;
                        SecurityOpt?: string[];
                        StorageOpt?: {
                [key: string]: string;
            };
                        Tmpfs?: {
                [key: string]: string;
            };
                        UTSMode?: string;
                        UsernsMode?: string;
                        ShmSize?: number;
                        Sysctls?: {
                [key: string]: string;
            } | null;
                        Runtime?: string | null;
                        Isolation?: "default" | "process" | "hyperv" | "";
                        MaskedPaths?: string[];
                        ReadonlyPaths?: string[];
        };
                ContainerConfig: {
                        Hostname?: string;
                        Domainname?: string;
                        User?: string;
                        AttachStdin?: boolean;
                        AttachStdout?: boolean;
                        AttachStderr?: boolean;
                        ExposedPorts?: {
                [key: string]: unknown;
            } | null;
                        Tty?: boolean;
                        OpenStdin?: boolean;
                        StdinOnce?: boolean;
                        Env?: string[];
                        Cmd?: string[];
            Healthcheck?: components["schemas"]["HealthConfig"];
                        ArgsEscaped?: boolean | null;
                        Image?: string;
                        Volumes?: {
                [key: string]: unknown;
            };
                        WorkingDir?: string;
                        Entrypoint?: string[];
                        NetworkDisabled?: boolean | null;
                        OnBuild?: string[] | null;
                        Labels?: {
                [key: string]: string;
            };
                        StopSignal?: string | null;
                        StopTimeout?: number | null;
                        Shell?: string[] | null;
        };
                ImageConfig: {
                        User?: string;
                        ExposedPorts?: {
                [key: string]: unknown;
            } | null;
                        Env?: string[];
                        Cmd?: string[];
            Healthcheck?: components["schemas"]["HealthConfig"];
                        ArgsEscaped?: boolean | null;
                        Volumes?: {
                [key: string]: unknown;
            };
                        WorkingDir?: string;
                        Entrypoint?: string[];
                        OnBuild?: string[] | null;
                        Labels?: {
                [key: string]: string;
            };
                        StopSignal?: string | null;
                        Shell?: string[] | null;
        };
                NetworkingConfig: {
                        EndpointsConfig?: {
                [key: string]: components["schemas"]["EndpointSettings"];
            };
        };
                NetworkSettings: {
                        SandboxID?: string;
                        SandboxKey?: string;
            Ports?: components["schemas"]["PortMap"];
                        Networks?: {
                [key: string]: components["schemas"]["EndpointSettings"];
            };
        };
                Address: {
                        Addr?: string;
                        PrefixLen?: number;
        };
                PortMap: {
            [key: string]: components["schemas"]["PortBinding"][] | null;
        };
                PortBinding: {
                        HostIp?: string;
                        HostPort?: string;
        };
                DriverData: {
                        Name: string;
                        Data: {
                [key: string]: string;
            };
        };
                Storage: {
            RootFS?: components["schemas"]["RootFSStorage"];
        };
                RootFSStorage: {
            Snapshot?: components["schemas"]["RootFSStorageSnapshot"];
        };
                RootFSStorageSnapshot: {
                        Name?: string;
        };
                FilesystemChange: {
                        Path: string;
            Kind: components["schemas"]["ChangeType"];
        };
                ChangeType: 0 | 1 | 2;
                ImageInspect: {
                        Id?: string;
            Descriptor?: components["schemas"]["OCIDescriptor"];
                        Manifests?: components["schemas"]["ImageManifestSummary"][] | null;
            Identity?: components["schemas"]["Identity"];
                        RepoTags?: string[];
                        RepoDigests?: string[];
                        Comment?: string | null;
                        Created?: string | null;
                        Author?: string | null;
            Config?: components["schemas"]["ImageConfig"];
                        Architecture?: string;
                        Variant?: string | null;
                        Os?: string;
                        OsVersion?: string | null;
                        Size?: number;
            GraphDriver?: components["schemas"]["DriverData"];
                        RootFS?: {
                                Type: string;
                                Layers?: string[];
            };
                        Metadata?: {
                                LastTagTime?: string | null;
            };
        };
                Identity: {
                        Signature?: components["schemas"]["SignatureIdentity"][];
                        Pull?: components["schemas"]["PullIdentity"][];
                        Build?: components["schemas"]["BuildIdentity"][];
        };
                BuildIdentity: {
                        Ref?: string;
                        CreatedAt?: string;
        };
                PullIdentity: {
                        Repository?: string;
        };
                SignatureIdentity: {
                        Name?: string;
                        Timestamps?: components["schemas"]["SignatureTimestamp"][];
            KnownSigner?: components["schemas"]["KnownSignerIdentity"];
                        DockerReference?: string;
            Signer?: components["schemas"]["SignerIdentity"];
            SignatureType?: components["schemas"]["SignatureType"];
                        Error?: string;
                        Warnings?: string[];
        };
                SignatureTimestamp: {
            Type?: components["schemas"]["SignatureTimestampType"];
            URI?: string;
                        Timestamp?: string;
        };
                SignatureTimestampType: "Tlog" | "TimestampAuthority";
                SignatureType: "bundle-v0.3" | "simplesigning-v1";
                KnownSignerIdentity: "DHI";
                SignerIdentity: {
                        CertificateIssuer?: string;
                        SubjectAlternativeName?: string;
                        Issuer?: string;
                        BuildSignerURI?: string;
                        BuildSignerDigest?: string;
                        RunnerEnvironment?: string;
                        SourceRepositoryURI?: string;
                        SourceRepositoryDigest?: string;
                        SourceRepositoryRef?: string;
                        SourceRepositoryIdentifier?: string;
                        SourceRepositoryOwnerURI?: string;
                        SourceRepositoryOwnerIdentifier?: string;
                        BuildConfigURI?: string;
                        BuildConfigDigest?: string;
                        BuildTrigger?: string;
                        RunInvocationURI?: string;
                        SourceRepositoryVisibilityAtSigning?: string;
        };
        ImageSummary: {
                        Id: string;
                        ParentId: string;
                        RepoTags: string[];
                        RepoDigests: string[];
                        Created: number;
                        Size: number;
                        SharedSize: number;
                        Labels: {
                [key: string]: string;
            };
                        Containers: number;
                        Manifests?: components["schemas"]["ImageManifestSummary"][];
            Descriptor?: components["schemas"]["OCIDescriptor"];
        };
                ImagesDiskUsage: {
                        ActiveCount?: number;
                        TotalCount?: number;
                        Reclaimable?: number;
                        TotalSize?: number;
                        Items?: unknown[];
        };
                AuthConfig: {
            username?: string;
            password?: string;
            serveraddress?: string;
        };
                AuthResponse: {
                        Status: string;
                        IdentityToken?: string;
        };
        ProcessConfig: {
            privileged?: boolean;
            user?: string;
            tty?: boolean;
            entrypoint?: string;
            arguments?: string[];
        };
        Volume: {
                        Name: string;
                        Driver: string;
                        Mountpoint: string;
                        CreatedAt?: string;
                        Status?: {
                [key: string]: Record<string, never>;
            };
                        Labels: {
                [key: string]: string;
            };
                        Scope: "local" | "global";
            ClusterVolume?: components["schemas"]["ClusterVolume"];
                        Options: {
                [key: string]: string;
            };
                        UsageData?: {
                                Size: number;
                                RefCount: number;
            } | null;
        };
                VolumesDiskUsage: {
                        ActiveCount?: number;
                        TotalCount?: number;
                        Reclaimable?: number;
                        TotalSize?: number;
                        Items?: unknown[];
        };
                VolumeCreateRequest: {
                        Name?: string;
                        Driver?: string;
                        DriverOpts?: {
                [key: string]: string;
            };
                        Labels?: {
                [key: string]: string;
            };
            ClusterVolumeSpec?: components["schemas"]["ClusterVolumeSpec"];
        };
                VolumeListResponse: {
                        Volumes?: components["schemas"]["Volume"][];
                        Warnings?: string[];
        };
        Network: {
                        Name?: string;
                        Id?: string;
                        Created?: string;
                        Scope?: string;
                        Driver?: string;
                        EnableIPv4?: boolean;
                        EnableIPv6?: boolean;
            IPAM?: components["schemas"]["IPAM"];
                        Internal?: boolean;
                        Attachable?: boolean;
                        Ingress?: boolean;
            ConfigFrom?: components["schemas"]["ConfigReference"];
                        ConfigOnly?: boolean;
                        Options?: {
                [key: string]: string;
            };
                        Labels?: {
                [key: string]: string;
            };
                        Peers?: components["schemas"]["PeerInfo"][];
        };
                NetworkSummary: components["schemas"]["Network"];
                NetworkInspect: {
                        Containers?: {
                [key: string]: components["schemas"]["EndpointResource"];
            };
                        Services?: {
                [key: string]: unknown;
            };
            Status?: components["schemas"]["NetworkStatus"];
        } & components["schemas"]["Network"];
                NetworkStatus: {
            IPAM?: components["schemas"]["IPAMStatus"];
        };
                ServiceInfo: {
            VIP?: string;
            Ports?: string[];
                        LocalLBIndex?: number;
            Tasks?: components["schemas"]["NetworkTaskInfo"][];
        };
                NetworkTaskInfo: {
            Name?: string;
            EndpointID?: string;
            EndpointIP?: string;
            Info?: {
                [key: string]: string;
            };
        };
                ConfigReference: {
                        Network?: string;
        };
        IPAM: {
                        Driver?: string;
                        Config?: components["schemas"]["IPAMConfig"][];
                        Options?: {
                [key: string]: string;
            };
        };
        IPAMConfig: {
                        Subnet?: string;
                        IPRange?: string;
                        Gateway?: string;
            AuxiliaryAddresses?: {
                [key: string]: string;
            };
        };
        IPAMStatus: {
                        Subnets?: {
                [key: string]: components["schemas"]["SubnetStatus"];
            };
        };
        SubnetStatus: {
                        IPsInUse?: number;
                        DynamicIPsAvailable?: number;
        };
                EndpointResource: {
                        Name?: string;
                        EndpointID?: string;
                        MacAddress?: string;
                        IPv4Address?: string;
                        IPv6Address?: string;
        };
                PeerInfo: {
                        Name?: string;
                        IP?: string;
        };
                NetworkCreateResponse: {
                        Id: string;
                        Warning: string;
        };
        BuildInfo: {
            id?: string;
            stream?: string;
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
            aux?: components["schemas"]["ImageID"];
        };
                BuildCache: {
                        ID?: string;
                        Parents?: string[] | null;
                        Type?: "internal" | "frontend" | "source.local" | "source.git.checkout" | "exec.cachemount" | "regular";
                        Description?: string;
                        InUse?: boolean;
                        Shared?: boolean;
                        Size?: number;
                        CreatedAt?: string;
                        LastUsedAt?: string | null;
                        UsageCount?: number;
        };
                BuildCacheDiskUsage: {
                        ActiveCount?: number;
                        TotalCount?: number;
                        Reclaimable?: number;
                        TotalSize?: number;
                        Items?: unknown[];
        };
                ImageID: {
            ID?: string;
        };
        CreateImageInfo: {
            id?: string;
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
        };
        PushImageInfo: {
            errorDetail?: components["schemas"]["ErrorDetail"];
            status?: string;
            progressDetail?: components["schemas"]["ProgressDetail"];
        };
                DeviceInfo: {
                        Source?: string;
                        ID?: string;
        };
                NRIInfo: {
                        Info?: string[][];
        } | null;
        ErrorDetail: {
            code?: number;
            message?: string;
        };
        ProgressDetail: {
            current?: number;
            total?: number;
        };
                ErrorResponse: {
                        message: string;
        };
                IDResponse: {
                        Id: string;
        };
                NetworkConnectRequest: {
                        Container: string;
            EndpointConfig?: components["schemas"]["EndpointSettings"];
        };
                NetworkDisconnectRequest: {
                        Container: string;
                        Force?: boolean;
        };
                EndpointSettings: {
            IPAMConfig?: components["schemas"]["EndpointIPAMConfig"];
                        Links?: string[];
                        MacAddress?: string;
                        Aliases?: string[];
                        DriverOpts?: {
                [key: string]: string;
            } | null;
                        GwPriority?: number;
                        NetworkID?: string;
                        EndpointID?: string;
                        Gateway?: string;
                        IPAddress?: string;
                        IPPrefixLen?: number;
                        IPv6Gateway?: string;
                        GlobalIPv6Address?: string;
                        GlobalIPv6PrefixLen?: number;
                        DNSNames?: string[];
        };
                EndpointIPAMConfig: {
                        IPv4Address?: string;
                        IPv6Address?: string;
                        LinkLocalIPs?: string[];
        } | null;
        PluginMount: {
                        Name: string;
                        Description: string;
            Settable: string[];
                        Source: string;
                        Destination: string;
                        Type: string;
                        Options: string[];
        };
        PluginDevice: {
            Name: string;
            Description: string;
            Settable: string[];
                        Path: string;
        };
        PluginEnv: {
            Name: string;
            Description: string;
            Settable: string[];
            Value: string;
        };
                PluginPrivilege: {
                        Name?: string;
            Description?: string;
                        Value?: string[];
        };
                Plugin: {
                        Id?: string;
                        Name: string;
                        Enabled: boolean;
                        Settings: {
                Mounts: components["schemas"]["PluginMount"][];
                                Env: string[];
                Args: string[];
                Devices: components["schemas"]["PluginDevice"][];
            };
                        PluginReference?: string;
                        Config: {
                                Description: string;
                                Documentation: string;
                                Interface: {
                                        Types: string[];
                                        Socket: string;
                                        ProtocolScheme?: "" | "moby.plugins.http/v1";
                };
                                Entrypoint: string[];
                                WorkDir: string;
                User?: {
                                        UID?: number;
                                        GID?: number;
                };
                Network: {
                                        Type: string;
                };
                Linux: {
                                        Capabilities: string[];
                                        AllowAllDevices: boolean;
                    Devices: components["schemas"]["PluginDevice"][];
                };
                                PropagatedMount: string;
                                IpcHost: boolean;
                                PidHost: boolean;
                Mounts: components["schemas"]["PluginMount"][];
                                Env: components["schemas"]["PluginEnv"][];
                Args: {
                                        Name: string;
                                        Description: string;
                    Settable: string[];
                    Value: string[];
                };
                rootfs?: {
                                        type?: string;
                                        diff_ids?: string[];
                };
            };
        };
                ObjectVersion: {
                        Index?: number;
        };
                NodeSpec: {
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
                        Role?: "worker" | "manager";
                        Availability?: "active" | "pause" | "drain";
        };
        Node: {
                        ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["NodeSpec"];
            Description?: components["schemas"]["NodeDescription"];
            Status?: components["schemas"]["NodeStatus"];
            ManagerStatus?: components["schemas"]["ManagerStatus"];
        };
                NodeDescription: {
                        Hostname?: string;
            Platform?: components["schemas"]["Platform"];
            Resources?: components["schemas"]["ResourceObject"];
            Engine?: components["schemas"]["EngineDescription"];
            TLSInfo?: components["schemas"]["TLSInfo"];
        };
                Platform: {
                        Architecture?: string;
                        OS?: string;
        };
                EngineDescription: {
                        EngineVersion?: string;
                        Labels?: {
                [key: string]: string;
            };
                        Plugins?: {
                Type?: string;
                Name?: string;
            }[];
        };
                TLSInfo: {
                        TrustRoot?: string;
                        CertIssuerSubject?: string;
                        CertIssuerPublicKey?: string;
        };
                NodeStatus: {
            State?: components["schemas"]["NodeState"];
                        Message?: string;
                        Addr?: string;
        };
                NodeState: "unknown" | "down" | "ready" | "disconnected";
                ManagerStatus: {
                        Leader?: boolean;
            Reachability?: components["schemas"]["Reachability"];
                        Addr?: string;
        } | null;
                Reachability: "unknown" | "unreachable" | "reachable";
                SwarmSpec: {
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
                        Orchestration?: {
                                TaskHistoryRetentionLimit?: number;
            } | null;
                        Raft?: {
                                SnapshotInterval?: number;
                                KeepOldSnapshots?: number;
                                LogEntriesForSlowFollowers?: number;
                                ElectionTick?: number;
                                HeartbeatTick?: number;
            };
                        Dispatcher?: {
                                HeartbeatPeriod?: number;
            } | null;
                        CAConfig?: {
                                NodeCertExpiry?: number;
                                ExternalCAs?: {
                                        Protocol?: "cfssl";
                                        URL?: string;
                                        Options?: {
                        [key: string]: string;
                    };
                                        CACert?: string;
                }[];
                                SigningCACert?: string;
                                SigningCAKey?: string;
                                ForceRotate?: number;
            } | null;
                        EncryptionConfig?: {
                                AutoLockManagers?: boolean;
            };
                        TaskDefaults?: {
                                LogDriver?: {
                                        Name?: string;
                                        Options?: {
                        [key: string]: string;
                    };
                };
            };
        };
                ClusterInfo: {
                        ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["SwarmSpec"];
            TLSInfo?: components["schemas"]["TLSInfo"];
                        RootRotationInProgress?: boolean;
                        DataPathPort?: number;
                        DefaultAddrPool?: string[];
                        SubnetSize?: number;
        } | null;
                JoinTokens: {
                        Worker?: string;
                        Manager?: string;
        };
        Swarm: components["schemas"]["ClusterInfo"] & {
            JoinTokens?: components["schemas"]["JoinTokens"];
        };
                TaskSpec: {
                        PluginSpec?: {
                                Name?: string;
                                Remote?: string;
                                Disabled?: boolean;
                PluginPrivilege?: components["schemas"]["PluginPrivilege"][];
            };
                        ContainerSpec?: {
                                Image?: string;
                                Labels?: {
                    [key: string]: string;
                };
                                Command?: string[];
                                Args?: string[];
                                Hostname?: string;
                                Env?: string[];
                                Dir?: string;
                                User?: string;
                                Groups?: string[];
                                Privileges?: {
                                        CredentialSpec?: {
                                                Config?: string;
                                                File?: string;
                                                Registry?: string;
                    };
                                        SELinuxContext?: {
                                                Disable?: boolean;
                                                User?: string;
                                                Role?: string;
                                                Type?: string;
                                                Level?: string;
                    };
                                        Seccomp?: {
                                                Mode?: "default" | "unconfined" | "custom";
                                                Profile?: string;
                    };
                                        AppArmor?: {
                                                Mode?: "default" | "disabled";
                    };
                                        NoNewPrivileges?: boolean;
                };
                                TTY?: boolean;
                                OpenStdin?: boolean;
                                ReadOnly?: boolean;
                                Mounts?: components["schemas"]["Mount"][];
                                StopSignal?: string;
                                StopGracePeriod?: number;
                HealthCheck?: components["schemas"]["HealthConfig"];
                                Hosts?: string[];
                                DNSConfig?: {
                                        Nameservers?: string[];
                                        Search?: string[];
                                        Options?: string[];
                };
                                Secrets?: {
                                        File?: {
                                                Name?: string;
                                                UID?: string;
                                                GID?: string;
                                                Mode?: number;
                    };
                                        SecretID?: string;
                                        SecretName?: string;
                }[];
                                OomScoreAdj?: number;
                                Configs?: {
                                        File?: {
                                                Name?: string;
                                                UID?: string;
                                                GID?: string;
                                                Mode?: number;
                    };
                                        Runtime?: Record<string, never>;
                                        ConfigID?: string;
                                        ConfigName?: string;
                }[];
                                Isolation?: "default" | "process" | "hyperv" | "";
                                Init?: boolean | null;
                                Sysctls?: {
                    [key: string]: string;
                };
                                CapabilityAdd?: string[];
                                CapabilityDrop?: string[];
                                Ulimits?: {
                                        Name?: string;
                                        Soft?: number;
                                        Hard?: number;
                }[];
            };
                        NetworkAttachmentSpec?: {
                                ContainerID?: string;
            };
                        Resources?: {
                Limits?: components["schemas"]["Limit"];
                Reservations?: components["schemas"]["ResourceObject"];
                                SwapBytes?: number | null;
                                MemorySwappiness?: number | null;
            };
                        RestartPolicy?: {
                                Condition?: "none" | "on-failure" | "any";
                                Delay?: number;
                                MaxAttempts?: number;
                                Window?: number;
            };
            Placement?: {
                                Constraints?: string[];
                                Preferences?: {
                    Spread?: {
                                                SpreadDescriptor?: string;
                    };
                }[];
                                MaxReplicas?: number;
                                Platforms?: components["schemas"]["Platform"][];
            };
                        ForceUpdate?: number;
                        Runtime?: string;
                        Networks?: components["schemas"]["NetworkAttachmentConfig"][];
                        LogDriver?: {
                Name?: string;
                Options?: {
                    [key: string]: string;
                };
            };
        };
                TaskState: "new" | "allocated" | "pending" | "assigned" | "accepted" | "preparing" | "ready" | "starting" | "running" | "complete" | "shutdown" | "failed" | "rejected" | "remove" | "orphaned";
                ContainerStatus: {
            ContainerID?: string;
            PID?: number;
            ExitCode?: number;
        };
                PortStatus: {
            Ports?: components["schemas"]["EndpointPortConfig"][];
        };
                TaskStatus: {
                        Timestamp?: string;
            State?: components["schemas"]["TaskState"];
            Message?: string;
            Err?: string;
            ContainerStatus?: components["schemas"]["ContainerStatus"];
            PortStatus?: components["schemas"]["PortStatus"];
        };
                NetworkAttachment: {
            Network?: components["schemas"]["Network"];
                        Addresses?: string[];
        };
                Task: {
                        ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
            Spec?: components["schemas"]["TaskSpec"];
                        ServiceID?: string;
            Slot?: number;
                        NodeID?: string;
            AssignedGenericResources?: components["schemas"]["GenericResources"];
            Status?: components["schemas"]["TaskStatus"];
            DesiredState?: components["schemas"]["TaskState"];
            JobIteration?: components["schemas"]["ObjectVersion"];
                        NetworksAttachments?: components["schemas"]["NetworkAttachment"][];
        };
                ServiceSpec: {
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
            TaskTemplate?: components["schemas"]["TaskSpec"];
                        Mode?: {
                Replicated?: {
                                        Replicas?: number;
                };
                Global?: Record<string, never>;
                                ReplicatedJob?: {
                                        MaxConcurrent?: number;
                                        TotalCompletions?: number;
                };
                                GlobalJob?: Record<string, never>;
            };
                        UpdateConfig?: {
                                Parallelism?: number;
                                Delay?: number;
                                FailureAction?: "continue" | "pause" | "rollback";
                                Monitor?: number;
                                MaxFailureRatio?: number;
                                Order?: "stop-first" | "start-first";
            };
                        RollbackConfig?: {
                                Parallelism?: number;
                                Delay?: number;
                                FailureAction?: "continue" | "pause";
                                Monitor?: number;
                                MaxFailureRatio?: number;
                                Order?: "stop-first" | "start-first";
            };
                        Networks?: components["schemas"]["NetworkAttachmentConfig"][];
            EndpointSpec?: components["schemas"]["EndpointSpec"];
        };
        EndpointPortConfig: {
            Name?: string;
                        Protocol?: "tcp" | "udp" | "sctp";
                        TargetPort?: number;
                        PublishedPort?: number;
                        PublishMode?: "ingress" | "host";
        };
                EndpointSpec: {
                        Mode?: "vip" | "dnsrr";
                        Ports?: components["schemas"]["EndpointPortConfig"][];
        };
                Service: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["ServiceSpec"];
            Endpoint?: {
                Spec?: components["schemas"]["EndpointSpec"];
                Ports?: components["schemas"]["EndpointPortConfig"][];
                VirtualIPs?: {
                    NetworkID?: string;
                    Addr?: string;
                }[];
            };
                        UpdateStatus?: {
                                State?: "updating" | "paused" | "completed";
                                StartedAt?: string;
                                CompletedAt?: string;
                Message?: string;
            };
                        ServiceStatus?: {
                                RunningTasks?: number;
                                DesiredTasks?: number;
                                CompletedTasks?: number;
            };
                        JobStatus?: {
                JobIteration?: components["schemas"]["ObjectVersion"];
                                LastExecution?: string;
            };
        };
        ImageDeleteResponseItem: {
                        Untagged?: string;
                        Deleted?: string;
        };
                ServiceCreateResponse: {
                        ID?: string;
                        Warnings?: string[] | null;
        };
                ServiceUpdateResponse: {
                        Warnings?: string[];
        };
                ContainerInspectResponse: {
                        Id?: string;
                        Created?: string | null;
                        Path?: string;
                        Args?: string[];
            State?: components["schemas"]["ContainerState"];
                        Image?: string;
                        ResolvConfPath?: string;
                        HostnamePath?: string;
                        HostsPath?: string;
                        LogPath?: string | null;
                        Name?: string;
                        RestartCount?: number;
                        Driver?: string;
                        Platform?: string;
            ImageManifestDescriptor?: components["schemas"]["OCIDescriptor"];
                        MountLabel?: string;
                        ProcessLabel?: string;
                        AppArmorProfile?: string;
                        ExecIDs?: string[] | null;
            HostConfig?: components["schemas"]["HostConfig"];
            GraphDriver?: components["schemas"]["DriverData"];
            Storage?: components["schemas"]["Storage"];
                        SizeRw?: number | null;
                        SizeRootFs?: number | null;
                        Mounts?: components["schemas"]["MountPoint"][];
            Config?: components["schemas"]["ContainerConfig"];
            NetworkSettings?: components["schemas"]["NetworkSettings"];
        };
        ContainerSummary: {
                        Id?: string;
                        Names?: string[];
                        Image?: string;
                        ImageID?: string;
            ImageManifestDescriptor?: components["schemas"]["OCIDescriptor"];
                        Command?: string;
                        Created?: number;
                        Ports?: components["schemas"]["PortSummary"][];
                        SizeRw?: number | null;
                        SizeRootFs?: number | null;
                        Labels?: {
                [key: string]: string;
            };
                        State?: "created" | "running" | "paused" | "restarting" | "exited" | "removing" | "dead";
                        Status?: string;
                        HostConfig?: {
                                NetworkMode?: string;
                                Annotations?: {
                    [key: string]: string;
                } | null;
            };
                        NetworkSettings?: {
                                Networks?: {
                    [key: string]: components["schemas"]["EndpointSettings"];
                };
            };
                        Mounts?: components["schemas"]["MountPoint"][];
                        Health?: {
                                Status?: "none" | "starting" | "healthy" | "unhealthy";
                                FailingStreak?: number;
            };
        };
                ContainersDiskUsage: {
                        ActiveCount?: number;
                        TotalCount?: number;
                        Reclaimable?: number;
                        TotalSize?: number;
                        Items?: unknown[];
        };
                Driver: {
                        Name: string;
                        Options?: {
                [key: string]: string;
            };
        };
        SecretSpec: {
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
                        Data?: string;
            Driver?: components["schemas"]["Driver"];
            Templating?: components["schemas"]["Driver"];
        };
        Secret: {
                        ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["SecretSpec"];
        };
        ConfigSpec: {
                        Name?: string;
                        Labels?: {
                [key: string]: string;
            };
                        Data?: string;
            Templating?: components["schemas"]["Driver"];
        };
        Config: {
            ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["ConfigSpec"];
        };
                ContainerState: {
                        Status?: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
                        Running?: boolean;
                        Paused?: boolean;
                        Restarting?: boolean;
                        OOMKilled?: boolean;
                        Dead?: boolean;
                        Pid?: number;
                        ExitCode?: number;
            Error?: string;
                        StartedAt?: string;
                        FinishedAt?: string;
            Health?: components["schemas"]["Health"];
        } | null;
                ContainerCreateResponse: {
                        Id: string;
                        Warnings: string[];
        };
                ContainerUpdateResponse: {
                        Warnings?: string[];
        };
                ContainerStatsResponse: {
                        id?: string | null;
                        name?: string | null;
                        os_type?: string | null;
                        read?: string;
            cpu_stats?: components["schemas"]["ContainerCPUStats"];
            memory_stats?: components["schemas"]["ContainerMemoryStats"];
                        networks?: {
                [key: string]: components["schemas"]["ContainerNetworkStats"];
            } | null;
            pids_stats?: components["schemas"]["ContainerPidsStats"];
            blkio_stats?: components["schemas"]["ContainerBlkioStats"];
                        num_procs?: number;
            storage_stats?: components["schemas"]["ContainerStorageStats"];
                        preread?: string;
            precpu_stats?: components["schemas"]["ContainerCPUStats"];
        };
                ContainerBlkioStats: {
            io_service_bytes_recursive?: components["schemas"]["ContainerBlkioStatEntry"][];
                        io_serviced_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        io_queue_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        io_service_time_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        io_wait_time_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        io_merged_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        io_time_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
                        sectors_recursive?: components["schemas"]["ContainerBlkioStatEntry"][] | null;
        } | null;
                ContainerBlkioStatEntry: {
                        major?: number;
                        minor?: number;
                        op?: string;
                        value?: number;
        } | null;
                ContainerCPUStats: {
            cpu_usage?: components["schemas"]["ContainerCPUUsage"];
                        system_cpu_usage?: number | null;
                        online_cpus?: number | null;
            throttling_data?: components["schemas"]["ContainerThrottlingData"];
        } | null;
                ContainerCPUUsage: {
                        total_usage?: number;
                        percpu_usage?: number[] | null;
                        usage_in_kernelmode?: number;
                        usage_in_usermode?: number;
        } | null;
                ContainerPidsStats: {
                        current?: number | null;
                        limit?: number | null;
        } | null;
                ContainerThrottlingData: {
                        periods?: number;
                        throttled_periods?: number;
                        throttled_time?: number;
        } | null;
                ContainerMemoryStats: {
                        usage?: number | null;
                        max_usage?: number | null;
                        stats?: {
                [key: string]: number | null;
            };
                        failcnt?: number | null;
                        limit?: number | null;
                        commitbytes?: number | null;
                        commitpeakbytes?: number | null;
                        privateworkingset?: number | null;
        };
                ContainerNetworkStats: {
                        rx_bytes?: number;
                        rx_packets?: number;
                        rx_errors?: number;
                        rx_dropped?: number;
                        tx_bytes?: number;
                        tx_packets?: number;
                        tx_errors?: number;
                        tx_dropped?: number;
                        endpoint_id?: string | null;
                        instance_id?: string | null;
        } | null;
                ContainerStorageStats: {
                        read_count_normalized?: number | null;
                        read_size_bytes?: number | null;
                        write_count_normalized?: number | null;
                        write_size_bytes?: number | null;
        } | null;
                ContainerTopResponse: {
                        Titles?: string[];
                        Processes?: string[][];
        };
                ContainerWaitResponse: {
                        StatusCode: number;
            Error?: components["schemas"]["ContainerWaitExitError"];
        };
                ContainerWaitExitError: {
                        Message?: string;
        };
                SystemVersion: {
            Platform?: {
                Name: string;
            };
                        Components?: {
                                Name: string;
                                Version: string;
                                Details?: Record<string, never> | null;
            }[];
                        Version?: string;
                        ApiVersion?: string;
                        MinAPIVersion?: string;
                        GitCommit?: string;
                        GoVersion?: string;
                        Os?: string;
                        Arch?: string;
                        KernelVersion?: string;
                        Experimental?: boolean;
                        BuildTime?: string;
        };
        SystemInfo: {
                        ID?: string;
                        Containers?: number;
                        ContainersRunning?: number;
                        ContainersPaused?: number;
                        ContainersStopped?: number;
                        Images?: number;
                        Driver?: string;
                        DriverStatus?: string[][];
                        DockerRootDir?: string;
            Plugins?: components["schemas"]["PluginsInfo"];
                        MemoryLimit?: boolean;
                        SwapLimit?: boolean;
                        CpuCfsPeriod?: boolean;
                        CpuCfsQuota?: boolean;
                        CPUShares?: boolean;
                        CPUSet?: boolean;
                        PidsLimit?: boolean;
                        OomKillDisable?: boolean;
                        IPv4Forwarding?: boolean;
                        Debug?: boolean;
                        NFd?: number;
                        NGoroutines?: number;
                        SystemTime?: string;
                        LoggingDriver?: string;
                        CgroupDriver?: "cgroupfs" | "systemd" | "none";
                        CgroupVersion?: "1" | "2";
                        NEventsListener?: number;
                        KernelVersion?: string;
                        OperatingSystem?: string;
                        OSVersion?: string;
                        OSType?: string;
                        Architecture?: string;
                        NCPU?: number;
                        MemTotal?: number;
                        IndexServerAddress?: string;
            RegistryConfig?: components["schemas"]["RegistryServiceConfig"];
            GenericResources?: components["schemas"]["GenericResources"];
                        HttpProxy?: string;
                        HttpsProxy?: string;
                        NoProxy?: string;
                        Name?: string;
                        Labels?: string[];
                        ExperimentalBuild?: boolean;
                        ServerVersion?: string;
                        Runtimes?: {
                [key: string]: components["schemas"]["Runtime"];
            };
                        DefaultRuntime?: string;
            Swarm?: components["schemas"]["SwarmInfo"];
                        LiveRestoreEnabled?: boolean;
                        Isolation?: "default" | "hyperv" | "process" | "";
                        InitBinary?: string;
            ContainerdCommit?: components["schemas"]["Commit"];
            RuncCommit?: components["schemas"]["Commit"];
            InitCommit?: components["schemas"]["Commit"];
                        SecurityOptions?: string[];
                        ProductLicense?: string;
                        DefaultAddressPools?: {
                                Base?: string;
                                Size?: number;
            }[];
            FirewallBackend?: components["schemas"]["FirewallInfo"];
                        DiscoveredDevices?: components["schemas"]["DeviceInfo"][];
            NRI?: components["schemas"]["NRIInfo"];
                        Warnings?: string[];
                        CDISpecDirs?: string[];
            Containerd?: components["schemas"]["ContainerdInfo"];
        };
                ContainerdInfo: {
                        Address?: string;
                        Namespaces?: {
                                Containers?: string;
                                Plugins?: string;
            };
        } | null;
                FirewallInfo: {
                        Driver?: string;
                        Info?: string[][];
        } | null;
                PluginsInfo: {
                        Volume?: string[];
                        Network?: string[];
                        Authorization?: string[];
                        Log?: string[];
        };
                RegistryServiceConfig: {
                        InsecureRegistryCIDRs?: string[];
                        IndexConfigs?: {
                [key: string]: components["schemas"]["IndexInfo"];
            };
                        Mirrors?: string[];
        } | null;
                IndexInfo: {
                        Name?: string;
                        Mirrors?: string[];
                        Secure?: boolean;
                        Official?: boolean;
        } | null;
                Runtime: {
                        path?: string;
                        runtimeArgs?: string[] | null;
                        status?: {
                [key: string]: string;
            } | null;
        };
                Commit: {
                        ID?: string;
        };
                SwarmInfo: {
                        NodeID?: string;
                        NodeAddr?: string;
            LocalNodeState?: components["schemas"]["LocalNodeState"];
                        ControlAvailable?: boolean;
                        Error?: string;
                        RemoteManagers?: components["schemas"]["PeerNode"][] | null;
                        Nodes?: number | null;
                        Managers?: number | null;
            Cluster?: components["schemas"]["ClusterInfo"];
        };
                LocalNodeState: "" | "inactive" | "pending" | "active" | "error" | "locked";
                PeerNode: {
                        NodeID?: string;
                        Addr?: string;
        };
                NetworkAttachmentConfig: {
                        Target?: string;
                        Aliases?: string[];
                        DriverOpts?: {
                [key: string]: string;
            };
        };
                EventActor: {
                        ID?: string;
                        Attributes?: {
                [key: string]: string;
            };
        };
                EventMessage: {
                        Type?: "builder" | "config" | "container" | "daemon" | "image" | "network" | "node" | "plugin" | "secret" | "service" | "volume";
                        Action?: string;
            Actor?: components["schemas"]["EventActor"];
                        scope?: "local" | "swarm";
                        time?: number;
                        timeNano?: number;
        };
                OCIDescriptor: {
                        mediaType?: string;
                        digest?: string;
                        size?: number;
                        urls?: string[] | null;
                        annotations?: {
                [key: string]: string;
            } | null;
                        data?: string | null;
            platform?: components["schemas"]["OCIPlatform"];
                        artifactType?: string | null;
        };
                OCIPlatform: {
                        architecture?: string;
                        os?: string;
                        "os.version"?: string;
                        "os.features"?: string[];
                        variant?: string;
        } | null;
                DistributionInspect: {
            Descriptor: components["schemas"]["OCIDescriptor"];
                        Platforms: components["schemas"]["OCIPlatform"][];
        };
                ClusterVolume: {
                        ID?: string;
            Version?: components["schemas"]["ObjectVersion"];
                        CreatedAt?: string;
                        UpdatedAt?: string;
            Spec?: components["schemas"]["ClusterVolumeSpec"];
                        Info?: {
                                CapacityBytes?: number;
                                VolumeContext?: {
                    [key: string]: string;
                };
                                VolumeID?: string;
                                AccessibleTopology?: components["schemas"]["Topology"][];
            };
                        PublishStatus?: {
                                NodeID?: string;
                                State?: "pending-publish" | "published" | "pending-node-unpublish" | "pending-controller-unpublish";
                                PublishContext?: {
                    [key: string]: string;
                };
            }[];
        };
                ClusterVolumeSpec: {
                        Group?: string;
                        AccessMode?: {
                                Scope?: "single" | "multi";
                                Sharing?: "none" | "readonly" | "onewriter" | "all";
                                MountVolume?: Record<string, never>;
                                Secrets?: {
                                        Key?: string;
                                        Secret?: string;
                }[];
                                AccessibilityRequirements?: {
                                        Requisite?: components["schemas"]["Topology"][];
                                        Preferred?: components["schemas"]["Topology"][];
                };
                                CapacityRange?: {
                                        RequiredBytes?: number;
                                        LimitBytes?: number;
                };
                                Availability?: "active" | "pause" | "drain";
            };
        };
                Topology: {
            Segments?: {
                [key: string]: string;
            };
        };
                AttestationStatement: {
            Descriptor: components["schemas"]["OCIDescriptor"];
                        PredicateType: string;
                        Statement?: Record<string, never> | null;
        };
                ImageManifestSummary: {
                        ID: string;
            Descriptor: components["schemas"]["OCIDescriptor"];
                        Available: boolean;
            Size: {
                                Total: number;
                                Content: number;
            };
                        Kind: "image" | "attestation" | "unknown";
                        ImageData?: {
                Platform: components["schemas"]["OCIPlatform"];
                Identity?: components["schemas"]["Identity"];
                                Containers: string[];
                Size: {
                                        Unpacked: number;
                };
            } | null;
                        AttestationData?: {
                                For: string;
            } | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: {
        PluginPrivilegeArray: {
            content: {
                "application/json": components["schemas"]["PluginPrivilege"][];
                "text/plain": components["schemas"]["PluginPrivilege"][];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ContainerList: {
        parameters: {
            query?: {
                                all?: boolean;
                                limit?: number;
                                size?: boolean;
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerSummary"][];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerCreate: {
        parameters: {
            query?: {
                                name?: string;
                                platform?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody: {
            content: {
                "application/json": components["schemas"]["ContainerConfig"] & {
                    HostConfig?: components["schemas"]["HostConfig"];
                    NetworkingConfig?: components["schemas"]["NetworkingConfig"];
                };
                "application/octet-stream": components["schemas"]["ContainerConfig"] & {
                    HostConfig?: components["schemas"]["HostConfig"];
                    NetworkingConfig?: components["schemas"]["NetworkingConfig"];
                };
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerCreateResponse"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerInspect: {
        parameters: {
            query?: {
                                size?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerInspectResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerTop: {
        parameters: {
            query?: {
                                ps_args?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerTopResponse"];
                    "text/plain": components["schemas"]["ContainerTopResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerLogs: {
        parameters: {
            query?: {
                                follow?: boolean;
                                stdout?: boolean;
                                stderr?: boolean;
                                since?: number;
                                until?: number;
                                timestamps?: boolean;
                                tail?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilesystemChange"][];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerStats: {
        parameters: {
            query?: {
                                stream?: boolean;
                                "one-shot"?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerStatsResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerResize: {
        parameters: {
            query: {
                                h: number;
                                w: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerStart: {
        parameters: {
            query?: {
                                detachKeys?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerStop: {
        parameters: {
            query?: {
                                signal?: string;
                                t?: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerRestart: {
        parameters: {
            query?: {
                                signal?: string;
                                t?: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerKill: {
        parameters: {
            query?: {
                                signal?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resources"] & {
                    RestartPolicy?: components["schemas"]["RestartPolicy"];
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerUpdateResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerRename: {
        parameters: {
            query: {
                                name: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerUnpause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerAttach: {
        parameters: {
            query?: {
                                detachKeys?: string;
                                logs?: boolean;
                                stream?: boolean;
                                stdin?: boolean;
                                stdout?: boolean;
                                stderr?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerAttachWebsocket: {
        parameters: {
            query?: {
                                detachKeys?: string;
                                logs?: boolean;
                                stream?: boolean;
                                stdin?: boolean;
                                stdout?: boolean;
                                stderr?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerWait: {
        parameters: {
            query?: {
                                condition?: "not-running" | "next-exit" | "removed";
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContainerWaitResponse"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerDelete: {
        parameters: {
            query?: {
                                v?: boolean;
                                force?: boolean;
                                link?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerArchive: {
        parameters: {
            query: {
                                path: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PutContainerArchive: {
        parameters: {
            query: {
                                path: string;
                                noOverwriteDirNonDir?: string;
                                copyUIDGID?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
                requestBody: {
            content: {
                "application/x-tar": string;
                "application/octet-stream": string;
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerArchiveInfo: {
        parameters: {
            query: {
                                path: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                                        "X-Docker-Container-Path-Stat"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerPrune: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                                                ContainersDeleted?: string[];
                                                SpaceReclaimed?: number;
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageList: {
        parameters: {
            query?: {
                                all?: boolean;
                                filters?: string;
                                "shared-size"?: boolean;
                                digests?: boolean;
                                manifests?: boolean;
                                identity?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageSummary"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageBuild: {
        parameters: {
            query?: {
                                dockerfile?: string;
                                t?: string;
                                extrahosts?: string;
                                remote?: string;
                                q?: boolean;
                                nocache?: boolean;
                                cachefrom?: string;
                                pull?: string;
                                rm?: boolean;
                                forcerm?: boolean;
                                memory?: number;
                                memswap?: number;
                                cpushares?: number;
                                cpusetcpus?: string;
                                cpuperiod?: number;
                                cpuquota?: number;
                                buildargs?: string;
                                shmsize?: number;
                                squash?: boolean;
                                labels?: string;
                                networkmode?: string;
                                platform?: string;
                                target?: string;
                                outputs?: string;
                                version?: "1" | "2";
            };
            header?: {
                "Content-type"?: "application/x-tar";
                                "X-Registry-Config"?: string;
            };
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    BuildPrune: {
        parameters: {
            query?: {
                                "reserved-space"?: number;
                                "max-used-space"?: number;
                                "min-free-space"?: number;
                                all?: boolean;
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        CachesDeleted?: string[];
                                                SpaceReclaimed?: number;
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageCreate: {
        parameters: {
            query?: {
                                fromImage?: string;
                                fromSrc?: string;
                                repo?: string;
                                tag?: string;
                                message?: string;
                                changes?: string[];
                                platform?: string;
            };
            header?: {
                                "X-Registry-Auth"?: string;
            };
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "text/plain": string;
                "application/octet-stream": string;
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageInspect: {
        parameters: {
            query?: {
                                manifests?: boolean;
                                platform?: string;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageInspect"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageAttestations: {
        parameters: {
            query?: {
                                platform?: string[];
                                type?: string[];
                                statement?: boolean;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationStatement"][];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageHistory: {
        parameters: {
            query?: {
                                platform?: string;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageHistoryResponseItem"][];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImagePush: {
        parameters: {
            query?: {
                                tag?: string;
                                platform?: string;
            };
            header: {
                                "X-Registry-Auth": string;
            };
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageTag: {
        parameters: {
            query?: {
                                repo?: string;
                                tag?: string;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageDelete: {
        parameters: {
            query?: {
                                force?: boolean;
                                noprune?: boolean;
                                platforms?: string[];
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageDeleteResponseItem"][];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageSearch: {
        parameters: {
            query: {
                                term: string;
                                limit?: number;
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        description?: string;
                        is_official?: boolean;
                                                is_automated?: boolean;
                        name?: string;
                        star_count?: number;
                    }[];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImagePrune: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                                                ImagesDeleted?: components["schemas"]["ImageDeleteResponseItem"][];
                                                SpaceReclaimed?: number;
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemAuth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/json": components["schemas"]["AuthConfig"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthResponse"];
                };
            };
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemInfo"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemVersion"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemPing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                                        "Api-Version"?: string;
                                        "Builder-Version"?: string;
                                        "Docker-Experimental"?: boolean;
                                        Swarm?: "inactive" | "pending" | "error" | "locked" | "active/worker" | "active/manager";
                    "Cache-Control"?: string;
                    Pragma?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
                        500: {
                headers: {
                    "Cache-Control"?: string;
                    Pragma?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemPingHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                                        "Api-Version"?: string;
                                        "Builder-Version"?: string;
                                        "Docker-Experimental"?: boolean;
                                        Swarm?: "inactive" | "pending" | "error" | "locked" | "active/worker" | "active/manager";
                    "Cache-Control"?: string;
                    Pragma?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageCommit: {
        parameters: {
            query?: {
                                container?: string;
                                repo?: string;
                                tag?: string;
                                comment?: string;
                                author?: string;
                                pause?: boolean;
                                changes?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/json": components["schemas"]["ContainerConfig"];
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemEvents: {
        parameters: {
            query?: {
                                since?: string;
                                until?: string;
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["EventMessage"];
                    "application/x-ndjson": components["schemas"]["EventMessage"];
                    "application/json-seq": components["schemas"]["EventMessage"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["ErrorResponse"];
                    "application/x-ndjson": components["schemas"]["ErrorResponse"];
                    "application/json-seq": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["ErrorResponse"];
                    "application/x-ndjson": components["schemas"]["ErrorResponse"];
                    "application/json-seq": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SystemDataUsage: {
        parameters: {
            query?: {
                                type?: ("container" | "image" | "volume" | "build-cache")[];
                                verbose?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ImageUsage?: components["schemas"]["ImagesDiskUsage"];
                        ContainerUsage?: components["schemas"]["ContainersDiskUsage"];
                        VolumeUsage?: components["schemas"]["VolumesDiskUsage"];
                        BuildCacheUsage?: components["schemas"]["BuildCacheDiskUsage"];
                    };
                    "text/plain": {
                        ImageUsage?: components["schemas"]["ImagesDiskUsage"];
                        ContainerUsage?: components["schemas"]["ContainersDiskUsage"];
                        VolumeUsage?: components["schemas"]["VolumesDiskUsage"];
                        BuildCacheUsage?: components["schemas"]["BuildCacheDiskUsage"];
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageGet: {
        parameters: {
            query?: {
                                platform?: string[];
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageGetAll: {
        parameters: {
            query?: {
                                names?: string[];
                                platform?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ImageLoad: {
        parameters: {
            query?: {
                                quiet?: boolean;
                                platform?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ContainerExec: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
                requestBody: {
            content: {
                "application/json": {
                                        AttachStdin?: boolean;
                                        AttachStdout?: boolean;
                                        AttachStderr?: boolean;
                                        ConsoleSize?: number[] | null;
                                        DetachKeys?: string;
                                        Tty?: boolean;
                                        Env?: string[];
                                        Cmd?: string[];
                                        Privileged?: boolean;
                                        User?: string;
                                        WorkingDir?: string;
                };
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ExecStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                                        Detach?: boolean;
                                        Tty?: boolean;
                                        ConsoleSize?: number[] | null;
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ExecResize: {
        parameters: {
            query: {
                                h: number;
                                w: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ExecInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        CanRemove?: boolean;
                        DetachKeys?: string;
                        ID?: string;
                        Running?: boolean;
                        ExitCode?: number;
                        ProcessConfig?: components["schemas"]["ProcessConfig"];
                        OpenStdin?: boolean;
                        OpenStderr?: boolean;
                        OpenStdout?: boolean;
                        ContainerID?: string;
                                                Pid?: number;
                    };
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumeList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolumeListResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumeCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody: {
            content: {
                "application/json": components["schemas"]["VolumeCreateRequest"];
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Volume"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumeInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Volume"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumeUpdate: {
        parameters: {
            query: {
                                version: number;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/json": {
                    Spec?: components["schemas"]["ClusterVolumeSpec"];
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumeDelete: {
        parameters: {
            query?: {
                                force?: boolean;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    VolumePrune: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                                                VolumesDeleted?: string[];
                                                SpaceReclaimed?: number;
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkSummary"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkInspect: {
        parameters: {
            query?: {
                                verbose?: boolean;
                                scope?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkInspect"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody: {
            content: {
                "application/json": {
                                        Name: string;
                                        Driver?: string;
                                        Scope?: string;
                                        Internal?: boolean;
                                        Attachable?: boolean;
                                        Ingress?: boolean;
                                        ConfigOnly?: boolean;
                    ConfigFrom?: components["schemas"]["ConfigReference"];
                    IPAM?: components["schemas"]["IPAM"];
                                        EnableIPv4?: boolean;
                                        EnableIPv6?: boolean;
                                        Options?: {
                        [key: string]: string;
                    };
                                        Labels?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkCreateResponse"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkConnectRequest"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkDisconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkDisconnectRequest"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NetworkPrune: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                                                NetworksDeleted?: string[];
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    GetPluginPrivileges: {
        parameters: {
            query: {
                                remote: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PluginPrivilege"][];
                    "text/plain": components["schemas"]["PluginPrivilege"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginPull: {
        parameters: {
            query: {
                                remote: string;
                                name?: string;
            };
            header?: {
                                "X-Registry-Auth"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["PluginPrivilegeArray"];
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                    "text/plain": components["schemas"]["Plugin"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginDelete: {
        parameters: {
            query?: {
                                force?: boolean;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugin"];
                    "text/plain": components["schemas"]["Plugin"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginEnable: {
        parameters: {
            query?: {
                                timeout?: number;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginDisable: {
        parameters: {
            query?: {
                                force?: boolean;
            };
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginUpgrade: {
        parameters: {
            query: {
                                remote: string;
            };
            header?: {
                                "X-Registry-Auth"?: string;
            };
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["PluginPrivilegeArray"];
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginCreate: {
        parameters: {
            query: {
                                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/x-tar": string;
            };
        };
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginPush: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    PluginSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": string[];
            };
        };
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NodeList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"][];
                    "text/plain": components["schemas"]["Node"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NodeInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                    "text/plain": components["schemas"]["Node"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NodeDelete: {
        parameters: {
            query?: {
                                force?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    NodeUpdate: {
        parameters: {
            query: {
                                version: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NodeSpec"];
                "text/plain": components["schemas"]["NodeSpec"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmInspect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Swarm"];
                    "text/plain": components["schemas"]["Swarm"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmInit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                                        ListenAddr?: string;
                                        AdvertiseAddr?: string;
                                        DataPathAddr?: string;
                                        DataPathPort?: number;
                                        DefaultAddrPool?: string[];
                                        ForceNewCluster?: boolean;
                                        SubnetSize?: number;
                    Spec?: components["schemas"]["SwarmSpec"];
                };
                "text/plain": {
                                        ListenAddr?: string;
                                        AdvertiseAddr?: string;
                                        DataPathAddr?: string;
                                        DataPathPort?: number;
                                        DefaultAddrPool?: string[];
                                        ForceNewCluster?: boolean;
                                        SubnetSize?: number;
                    Spec?: components["schemas"]["SwarmSpec"];
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "text/plain": string;
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmJoin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                                        ListenAddr: string;
                                        AdvertiseAddr?: string;
                                        DataPathAddr?: string;
                                        RemoteAddrs: string[];
                                        JoinToken: string;
                };
                "text/plain": {
                                        ListenAddr: string;
                                        AdvertiseAddr?: string;
                                        DataPathAddr?: string;
                                        RemoteAddrs: string[];
                                        JoinToken: string;
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmLeave: {
        parameters: {
            query?: {
                                force?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmUpdate: {
        parameters: {
            query: {
                                version: number;
                                rotateWorkerToken?: boolean;
                                rotateManagerToken?: boolean;
                                rotateManagerUnlockKey?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwarmSpec"];
                "text/plain": components["schemas"]["SwarmSpec"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmUnlockkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                                                UnlockKey?: string;
                    };
                    "text/plain": {
                                                UnlockKey?: string;
                    };
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SwarmUnlock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                                        UnlockKey?: string;
                };
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceList: {
        parameters: {
            query?: {
                                filters?: string;
                                status?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"][];
                    "text/plain": components["schemas"]["Service"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceCreate: {
        parameters: {
            query?: never;
            header?: {
                                "X-Registry-Auth"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceSpec"] & Record<string, never>;
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceCreateResponse"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceInspect: {
        parameters: {
            query?: {
                                insertDefaults?: boolean;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                    "text/plain": components["schemas"]["Service"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceUpdate: {
        parameters: {
            query: {
                                version: number;
                                registryAuthFrom?: "spec" | "previous-spec";
                                rollback?: string;
            };
            header?: {
                                "X-Registry-Auth"?: string;
            };
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceSpec"] & Record<string, never>;
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUpdateResponse"];
                };
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ServiceLogs: {
        parameters: {
            query?: {
                                details?: boolean;
                                follow?: boolean;
                                stdout?: boolean;
                                stderr?: boolean;
                                since?: number;
                                timestamps?: boolean;
                                tail?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    TaskList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    TaskInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    TaskLogs: {
        parameters: {
            query?: {
                                details?: boolean;
                                follow?: boolean;
                                stdout?: boolean;
                                stderr?: boolean;
                                since?: number;
                                timestamps?: boolean;
                                tail?: string;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": string;
                    "application/vnd.docker.multiplexed-stream": string;
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                    "application/json": unknown;
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                    "application/vnd.docker.multiplexed-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SecretList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SecretCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretSpec"] & Record<string, never>;
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SecretInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SecretDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    SecretUpdate: {
        parameters: {
            query: {
                                version: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretSpec"];
                "text/plain": components["schemas"]["SecretSpec"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ConfigList: {
        parameters: {
            query?: {
                                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"][];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ConfigCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfigSpec"] & Record<string, never>;
            };
        };
        responses: {
                        201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IDResponse"];
                };
            };
                        409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ConfigInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ConfigDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    ConfigUpdate: {
        parameters: {
            query: {
                                version: number;
            };
            header?: never;
            path: {
                                id: string;
            };
            cookie?: never;
        };
                requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfigSpec"];
                "text/plain": components["schemas"]["ConfigSpec"];
            };
        };
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
                        503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/plain": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    DistributionInspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionInspect"];
                };
            };
                        401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    Session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
                        101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
                        400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                };
            };
                        500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.docker.raw-stream": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
}
